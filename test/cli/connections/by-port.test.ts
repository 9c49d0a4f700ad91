import { renderByPort } from '../../../cli/connections/formats/by-port';
import { narrowed, partiesAbout } from '../../../cli/connections/narrow';
import type { Source } from '../../../cli/connections/source';
import { answersByPort, answersTo } from '../../../cli/connections/why';
import { resourceId } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { reachability } from '../../../policies/reachability/index';
import { dwcp } from './support';

function deployment(name: string, labels: object, ports: readonly object[]): Manifest {
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'x', ports }] } };
  const spec = { selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec };
}

function service(name: string, spec: object): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec };
}

/** A Service that two releases bear: they number its port otherwise, and one of them is closed. */
const SHOP: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  deployment('web', { app: 'web' }, []),
  deployment('blue', { app: 'orders', track: 'blue' }, [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9090 },
    { name: 'gossip', containerPort: 7946, protocol: 'UDP' },
  ]),
  deployment('green', { app: 'orders', track: 'green' }, [
    { name: 'http', containerPort: 8081 },
    { name: 'metrics', containerPort: 9090 },
  ]),
  service('orders', {
    selector: { app: 'orders' },
    ports: [
      { name: 'public', port: 80, targetPort: 'http' },
      { name: 'metrics', port: 9090 },
      { name: 'admin', port: 81, targetPort: 'admin' },
    ],
  }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'blue', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { track: 'blue' } },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'http' }, { port: 7000 }] },
      ],
    },
  },
];

function asked(objects: readonly Manifest[] = SHOP) {
  const located = objects.map((object) => ({ id: resourceId(object), path: 'shop.yaml:1', object }));
  const source: Source = { name: 'shop', objects: located, options: {} };
  return { source, answers: reachability(located) };
}

function byPort(to: string, protocol?: 'UDP') {
  const { source, answers } = asked();
  return answersByPort({ from: 'web', to, protocol }, source, answers);
}

/** `80/TCP closed: 8080 of Deployment shop/blue`. */
function told({ answers }: Pick<ReturnType<typeof byPort>, 'answers'>): string[] {
  return answers.map(({ question: { port, protocol }, outcome, through = '' }) => {
    const [, led = ''] = through.split(' to ');
    return `${port}/${protocol} ${outcome}${led === '' ? '' : `: ${led}`}`;
  });
}

describe('two ends without a port', () => {
  test('a workload is answered for each port that its containers declare, and for all the others together', () => {
    const { source, answers } = asked();
    const found = byPort('blue');
    expect(told(found)).toEqual(['8080/TCP open', '9090/TCP closed', '7946/UDP closed']);
    const ids = partiesAbout({ from: 'web', to: 'blue' }, source, answers);
    const text = renderByPort(found, narrowed(answers.matrix(), ids));
    expect(text).toContain('Deployment shop/web → Deployment shop/blue 9090/TCP: denied\n');
    expect(text).toMatch(/\nDeployment shop\/web → Deployment shop\/blue, other ports: allowed on 7000\/TCP\n$/);
  });

  test('a Service is answered for each of its ports, and each workload behind it', () => {
    expect(told(byPort('orders'))).toEqual([
      '80/TCP open: 8080/TCP of Deployment shop/blue',
      '80/TCP open: 8081/TCP of Deployment shop/green',
      '9090/TCP closed: 9090/TCP of Deployment shop/blue',
      '9090/TCP open: 9090/TCP of Deployment shop/green',
    ]);
  });

  test('a port that leads nowhere is told, and hides no other', () => {
    expect(byPort('orders').nowhere).toEqual([
      "Service shop/orders leads from 81/TCP to port 'admin', which nothing behind it declares",
    ]);
  });

  test('more answers than a screen takes are a line each', () => {
    const ports = [1, 2, 3, 4, 5].map((port) => ({ name: `p${port}`, containerPort: port }));
    const { source, answers } = asked([...SHOP, deployment('many', { app: 'many' }, ports)]);
    const found = answersByPort({ from: 'web', to: 'many' }, source, answers);
    const ids = partiesAbout({ from: 'web', to: 'many' }, source, answers);
    expect(renderByPort(found, narrowed(answers.matrix(), ids)).split('\n')).toEqual([
      ...[1, 2, 3, 4, 5].map((port) => `  Deployment shop/web → Deployment shop/many ${port}/TCP  allowed`),
      '  --port NUMBER or NAME says why',
      '',
      'Deployment shop/web → Deployment shop/many, other ports: allowed on 6-65535/TCP, every UDP port, every SCTP port',
      '',
    ]);
  });

  test('a protocol leaves out the ports of others, and is refused where there is none of it', () => {
    expect(told(byPort('blue', 'UDP'))).toEqual(['7946/UDP closed']);
    expect(() => byPort('green', 'UDP')).toThrow(
      '--protocol UDP: no port of Deployment shop/green is UDP; it has http 8081/TCP, metrics 9090/TCP',
    );
  });
});

describe('a port by its name', () => {
  function named(to: string, port: string, protocol?: 'TCP' | 'UDP') {
    const { source, answers } = asked();
    return told({ answers: answersTo({ from: 'web', to, port, protocol }, source, answers) });
  }

  test.each([
    ['of a container', 'blue', 'http', ['8080/TCP open']],
    ['of a container, with its protocol', 'blue', 'gossip', ['7946/UDP closed']],
    [
      'of a Service',
      'orders',
      'public',
      ['80/TCP open: 8080/TCP of Deployment shop/blue', '80/TCP open: 8081/TCP of Deployment shop/green'],
    ],
    [
      'of its target, which each workload numbers for itself',
      'orders',
      'http',
      ['80/TCP open: 8080/TCP of Deployment shop/blue', '80/TCP open: 8081/TCP of Deployment shop/green'],
    ],
  ])('is that %s', (_, to, port, expected) => {
    expect(named(to, port)).toEqual(expected);
  });

  test.each([
    ['orders', 'metricz', undefined, 'no port of Service shop/orders is called so; did you mean metrics?'],
    ['blue', 'gossip', 'TCP', 'no port of Deployment shop/blue is called so'],
    ['web', 'http', undefined, 'no port of Deployment shop/web is called so; it has none'],
    ['203.0.113.7', 'http', undefined, 'nobody says what the ports of 203.0.113.7 are called; give the number'],
  ] as const)('refuses %s %s', (to, port, protocol, message) => {
    expect(() => named(to, port, protocol)).toThrow(`--port ${port}: ${message}`);
  });
});

describe('a Service with one end', () => {
  test('is called on the ports that it leads to, and on no other', () => {
    const { source, answers } = asked();
    const ids = partiesAbout({ to: 'orders' }, source, answers);
    const { connections } = narrowed(answers.matrix(), ids);
    const web = connections.filter(({ from }) => from === 'Deployment shop/web');
    expect(web.map(({ to, ports }) => `${to} ${ports.map(({ from, to }) => `${from}-${to}`).join()}`)).toEqual([
      'Deployment shop/blue 8080-8080',
      'Deployment shop/green 8081-8081,9090-9090',
    ]);
  });

  test('calls nobody', () => {
    const { source, answers } = asked();
    const message = '--from orders is a Service, which calls nobody; name a workload behind it';
    expect(() => partiesAbout({ from: 'orders' }, source, answers)).toThrow(message);
    expect(() => answersTo({ from: 'orders', to: 'web', port: 80 }, source, answers)).toThrow(message);
  });
});

test('one of Knative, which makes pods, may call', () => {
  const pods = { template: { spec: { containers: [{ image: 'x' }] } } };
  const knative: Manifest = {
    ...{ apiVersion: 'serving.knative.dev/v1', kind: 'Service' },
    ...{ metadata: { name: 'greeter', namespace: 'shop' }, spec: pods },
  };
  const { source, answers } = asked([...SHOP, knative]);
  const found = answersTo({ from: 'greeter', to: 'blue', port: 'http' }, source, answers);
  expect(told({ answers: found })).toEqual(['8080/TCP unknown']);
});

test('the command prints them, and JSON has them beside what is possible', () => {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: SHOP });
  const { status, stdout, stderr } = dwcp(['connections', '-', '--from', 'web', '--to', 'orders'], { input });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('Deployment shop/web → Service shop/orders 80/TCP: allowed\n');
  const json = dwcp(['connections', '-', '--from', 'web', '--to', 'blue', '--json'], { input });
  expect(JSON.parse(json.stdout)).toMatchObject({
    connections: [{ from: 'Deployment shop/web', to: 'Deployment shop/blue' }],
    answers: [{ outcome: 'open' }, { outcome: 'closed' }, { outcome: 'closed' }],
  });
  expect(dwcp(['connections', '-', '--to', 'blue', '--protocol', 'UDP'], { input }).stderr).toBe(
    '--protocol UDP is of a port; give --from and --to, too\n',
  );
});
