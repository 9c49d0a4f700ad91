import { renderWhy } from '../../../cli/connections/formats/why';
import { answersTo } from '../../../cli/connections/why';
import { reachability } from '../../../policies/reachability/index';
import { dwcp, SHOP, source } from './support';

function why(what: string, from: string, to: string, port: number, protocol: 'TCP' | 'UDP' = 'TCP') {
  const asked = source(what);
  return answersTo({ from, to, port, protocol }, asked, reachability(asked.objects, asked.options));
}

describe('on a stack of ours', () => {
  test('an allowed connection is told with each policy, its construct and the edge', () => {
    expect(renderWhy(why('production', 'dwcp-worker', 'dwcp/dwcp-redis', 6379))).toBe(`\
Deployment dwcp/dwcp-worker → StatefulSet dwcp/dwcp-redis 6379/TCP: allowed
  egress   lets it through: NetworkPolicy dwcp/dwcp-worker lets Deployment dwcp/dwcp-worker open 6379/TCP on StatefulSet dwcp/dwcp-redis
           NetworkPolicy dwcp/dwcp-worker, from production/dwcp/dwcp-worker/pod/connections/policy
  ingress  lets it through: NetworkPolicy dwcp/dwcp-redis lets StatefulSet dwcp/dwcp-redis be opened on 6379/TCP by Deployment dwcp/dwcp-worker
           NetworkPolicy dwcp/dwcp-redis, from production/dwcp/dwcp-redis/pod/connections/policy
  declared by the edge dwcp/dwcp-worker → dwcp/dwcp-redis 6379/TCP
  To close it: take back \`grantReadWrite('dwcp/dwcp-worker')\` in the construct at production/dwcp/dwcp-redis
`);
  });

  test('a denied one is told with what stops it and the line to declare', () => {
    const [answer] = why('production', 'dwcp-report', 'dwcp-redis', 6379);
    expect(answer).toMatchObject({ outcome: 'closed', declared: [] });
    expect(answer!.steps.map(({ at, outcome }) => `${at} ${outcome}`)).toEqual(['egress closed', 'ingress closed']);
    expect(answer!.steps[0]!.policies).toEqual([
      { id: 'networking.k8s.io/v1/NetworkPolicy dwcp/default-deny', path: 'production/dwcp/default-deny' },
      {
        id: 'networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-report',
        path: 'production/dwcp/dwcp-report/pod/connections/policy',
      },
    ]);
    expect(answer!.remedy).toBe(
      'declare `dwcp-redis.grantReadWrite(dwcp-report)` in the construct at production/dwcp/dwcp-report',
    );
  });

  test('an unknown one says what is not known', () => {
    const production = source('production');
    const object = {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'extra', namespace: 'dwcp' },
    };
    const id = 'cilium.io/v2/CiliumNetworkPolicy dwcp/extra';
    const objects = [...production.objects, { id, path: 'elsewhere', object }];
    const asked = { ...production, objects };
    const question = { from: 'dwcp-report', to: 'dwcp-redis', port: 6379, protocol: 'TCP' } as const;
    const [answer] = answersTo(question, asked, reachability(objects, asked.options));
    expect(answer!.outcome).toBe('unknown');
    expect(answer!.remedy).toContain('CiliumNetworkPolicy');
  });

  test.each([
    ['kubelet', 'dwcp-api', 15020, 'TCP'],
    ['dwcp-worker', 'cluster-dns', 53, 'UDP'],
    ['198.51.100.7', 'edge', 443, 'TCP'],
  ] as const)('%s → %s: a peer or an address is known by the edge that means it', (from, to, port, protocol) => {
    for (const answer of why('production', from, to, port, protocol)) {
      expect(answer).toMatchObject({ outcome: 'open', declared: [{ port, protocol }] });
    }
  });
});

describe('on plain manifests', () => {
  test('an allowed connection is told by file and line, through a Service', () => {
    expect(renderWhy(why(SHOP, 'web', 'orders', 80))).toBe(`\
Deployment shop/web → Service shop/orders 80/TCP: allowed
  Service shop/orders leads from 80/TCP to 9000/TCP of Deployment shop/api
  egress   lets it through: NetworkPolicy shop/web lets Deployment shop/web open 9000/TCP on Deployment shop/api
           NetworkPolicy shop/web, from test/cli/connections/shop/policies.json:11
  ingress  lets it through: NetworkPolicy shop/api lets Deployment shop/api be opened on 9000/TCP by Deployment shop/web
           NetworkPolicy shop/api, from test/cli/connections/shop/policies.json:27
  To close it: take spec.egress[0] out of NetworkPolicy shop/web (test/cli/connections/shop/policies.json:11)
`);
  });

  test.each([
    ['Deployment shop/web', 'shop/db', 5432, 'closed'],
    ['203.0.113.7', 'web', 8080, 'open'],
    ['203.0.113.200', 'web', 8080, 'closed'],
    ['CronJob legacy/import', 'api', 9000, 'unknown'],
  ])('%s → %s %i: %s', (from, to, port, outcome) => {
    expect(why(SHOP, from, to, port).map((answer) => answer.outcome)).toEqual([outcome]);
  });

  test('a range that policies cut in pieces is answered for each', () => {
    const answers = why(SHOP, '203.0.113.0/24', 'web', 8080);
    expect(answers.map(({ question, outcome }) => `${question.from} ${outcome}`)).toEqual(['203.0.113.0/24 open']);
  });
});

describe('the command', () => {
  test('exits with 0 whatever the answer is, and prints it as JSON', () => {
    const args = ['connections', SHOP, '--from', 'web', '--to', 'db', '--port', '5432', '--json'];
    const { status, stdout, stderr } = dwcp(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      source: SHOP,
      answers: [{ outcome: 'closed', steps: [{ at: 'egress' }, { at: 'ingress' }] }],
    });
  });

  test.each([
    [
      'names that are nobody, at both ends at once',
      ['--from', 'webb', '--to', 'shop/dbs', '--port', '1'],
      `--from 'webb' is nobody in ${SHOP}; did you mean web?\n--to 'shop/dbs' is nobody in ${SHOP}; did you mean shop/db?\n`,
    ],
    [
      'half a question',
      ['--from', 'web', '--port', '80'],
      '--to must be given too: why takes --from, --to and --port\n',
    ],
    [
      'a port that is none',
      ['--from', 'web', '--to', 'db', '--port', '0'],
      "error: option '--port <port>' argument '0' is invalid. It must be a number from 1 to 65535, or the name of a port such as http.\n(dwcp --help shows what can be done)\n",
    ],
    [
      'a format that cannot say why',
      ['--from', 'web', '--to', 'db', '--port', '1', '--format', 'svg'],
      '--format svg cannot say why; take table or json\n',
    ],
    [
      'a port that the Service does not have',
      ['--from', 'web', '--to', 'Service shop/orders', '--port', '81'],
      "'Service shop/orders' has no port 81/TCP; it has 80/TCP\n",
    ],
  ])('refuses %s', (_, args, message) => {
    const { status, stdout, stderr } = dwcp(['connections', SHOP, ...args]);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: message });
  });

  test('refuses a name that several have, and lists them', () => {
    const input = ['one', 'two']
      .map(
        (namespace) =>
          `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: ${namespace}}, spec: {containers: [{name: a}]}}`,
      )
      .join('\n---\n');
    const { status, stderr } = dwcp(['connections', '-', '--from', 'a', '--to', 'one/a', '--port', '1'], { input });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "--from 'a' may be Pod one/a, or Pod two/a; name one of them in full\n",
    });
  });
});
