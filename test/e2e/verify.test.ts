import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parseAllDocuments } from 'yaml';
import { CHECK_IDS } from '../../cli/doctor/ids';
import { probeContainer } from '../../cli/verify/probe/container';
import { VERIFY_JSON_SCHEMA } from '../../cli/verify/schema';
import type { Manifest } from '../../constructs';
import { pluralIn } from '../../constructs/plan/plural';
import { liveLacks } from './live/ability';
import { type Cluster, isReady, startCluster } from './live/cluster/cluster';
import { dwcpLive, type Ran } from './live/dwcp';
import { accountOf, addContainer } from './live/verify/account';
import { certified, type Deployed, deployPlatform, endsSo, PLATFORM, READY, VALID } from './live/verify/site';
import { podsOf, rolledOut } from './live/workloads';
import { eventually } from './support/eventually';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`verify: ${line}\n`);
const lack = liveLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

const API = ['api.shop', 8080] as const;

(lack === undefined ? describe : describe.skip)('a deployed environment, proven from inside its pods', () => {
  let cluster: Cluster;
  let objects: Deployed['objects'];
  let gateway: Deployed['gateway'];
  const folder = () => join(runFolder(), 'verify-platform');
  const about = (kubeconfig = cluster.kubeconfig) => ({ kubeconfig, folder: folder(), platform: PLATFORM });
  const verify = async (...args: readonly string[]): Promise<Ran> => {
    const started = Date.now();
    // There is no Prometheus, nor a sidecar that it could scrape.
    const asked = ['--image', cluster.images.shell.reference, '--skip', 'targets', ...args];
    const ran = await dwcpLive(about(), 'verify', ...asked);
    say(`dwcp verify ${args.join(' ')}: status ${ran.status} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return ran;
  };
  const declared = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name)!;

  /** Has something else in the place of objects for the time of an action, and waits for both. */
  const instead = async <T>(
    others: readonly Manifest[],
    taken: readonly Manifest[],
    [planted, mended]: readonly [planted: () => Promise<unknown>, mended: () => Promise<unknown>],
    action: () => Promise<T>,
  ): Promise<T> => {
    for (const object of taken) await cluster.api.delete(object);
    for (const object of others) await cluster.api.apply(object, { force: true });
    try {
      await planted();
      return await action();
    } finally {
      const added = others.filter((other) => !objects.some((one) => isSame(one, other)));
      for (const object of added) await cluster.api.delete(object);
      for (const object of [...others, ...taken].filter((one) => !added.includes(one))) {
        await cluster.api.apply(objects.find((one) => isSame(one, object))!, { force: true });
      }
      await mended();
    }
  };

  beforeAll(async () => {
    cluster = await startCluster({ runDir: runFolder(), name: 'verify' }, say);
    ({ objects, gateway } = await deployPlatform(cluster, folder(), say));
    await Promise.all(['api', 'front', 'bystander'].map((name) => rolledOut(cluster.api, 'shop', name)));
    await endsSo(cluster, 'front', API, 'open');
  });
  afterAll(() => cluster?.stop());

  test('only prints what it would put into which pods where it is asked to', async () => {
    const { status, stdout } = await verify('--dry-run');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# shop\/front: \d+ doors, tried from inside pod shop\/front-/m);
    expect(stdout).toContain('runAsNonRoot: true');
    const pods = await cluster.api.list('v1', 'Pod', 'shop');
    expect(pods.flatMap(({ spec }) => spec.ephemeralContainers ?? [])).toEqual([]);
  });

  test('is as declared, and each proof says what was tried', async () => {
    const { status, stdout, stderr } = await verify();
    expect({ status, stderr, wrong: wrong(stdout) }).toEqual({ status: 0, stderr: '', wrong: [] });
    for (const says of [
      /^ {2}ok declared: shop\/front reaches shop\/api at 8080: (pod api-\S+, ){3}Service api\.shop\.svc$/m,
      /^ {2}ok declared: shop\/bystander reaches cluster-dns at 53: pod coredns-\S+, pod coredns-\S+$/m,
      /^ {2}ok undeclared: shop\/bystander gets through none of \d+ doors that are not for it; behind \d+ of them nobody listens$/m,
      /^ {2}ok tls: edge\/edge at 443, asked for shop\.example\.com, agrees to TLS 1\.3, and not to 1\.2$/m,
      /^ {2}ok credentials: Certificate edge\/edge-tls is delivered, until 2099-01-01T00:00:00Z$/m,
      /^ {2}ok callers: shop\/report runs by a schedule, and not now: nothing is tried from there$/m,
      /^ {2}left out \d+ declared connections, by UDP, from outside the workloads or to addresses: /m,
    ]) {
      expect(stdout).toMatch(says);
    }
  });

  test('so it is for whoever has what it says to need, and can add nothing else to a pod', async () => {
    const { stdout: needed } = await verify('--access', 'ci:verify');
    // It asks for the right to ask Prometheus, wherever the facts have that.
    await cluster.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } });
    const given = parseAllDocuments(needed).map((one) => one.toJS() as Manifest);
    const { kubeconfig, account } = await accountOf(cluster, given);
    const image = cluster.images.shell.reference;
    const own = probeContainer('other', image, []);
    const added = (other: object) => addContainer(account, { ...own, ...other });
    const REFUSED = 'only what dwcp verify adds may be added';
    // What is new of admission is read a moment later.
    await eventually(async () => (await added({ image: cluster.images.app.reference })).includes(REFUSED), {
      ...{ what: 'another image refused', timeoutMs: 30_000 },
    });
    const door = (host: string) => probeContainer('other', image, [{ host, port: 1, called: 'any' }]).command;
    expect(await added({ command: door('10.0.0.1') })).toBe('added');
    for (const other of [
      { command: ['sh', '-c', 'cat /dev/null', 'other', ''] },
      { command: door('-e') },
      { env: [{ name: 'A', value: 'b' }] },
      { targetContainerName: 'front' },
    ]) {
      expect(await added(other)).toContain(REFUSED);
    }
    const asked = ['--image', image, '--skip', 'targets'];
    const { status, stdout, stderr } = await dwcpLive(about(kubeconfig), 'verify', ...asked);
    expect({ status, stderr, wrong: wrong(stdout) }).toEqual({ status: 0, stderr: '', wrong: [] });
  });

  test('its cluster is where the facts say, as real nodes, endpoints and DNS have it', async () => {
    const here = ['api-server', 'networks', 'dns'];
    const others = CHECK_IDS.filter((id) => !here.includes(id)).flatMap((id) => ['--skip', id]);
    const { status, stdout } = await dwcpLive(about(), 'doctor', ...others);
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 0, wrong: [] });
    for (const says of [
      'ok api-server: the API server is at 10.200.0.1, port 6443',
      'ok networks: every node is in 10.200.0.0/24; nodes: 3',
      'ok dns: kube-system/kube-dns answers at 10.96.0.10; pods of it: 2',
    ]) {
      expect(stdout).toContain(says);
    }
  });

  test('changes nothing: no pod is another one or less ready, and nobody is sent to what tries', async () => {
    const before = await podsOf(cluster.api, 'shop', 'api');
    const { stdout } = await verify('--json');
    const isDiagnosis = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(
      VERIFY_JSON_SCHEMA,
    );
    isDiagnosis(JSON.parse(stdout));
    expect(isDiagnosis.errors ?? []).toEqual([]);
    const after = await podsOf(cluster.api, 'shop', 'api');
    const stateOf = ({
      metadata: { uid },
      status: { conditions, containerStatuses, podIP },
    }: (typeof after)[number]) => ({
      ...{ uid, podIP },
      conditions: conditions.map((one: { type: string; status: string; lastTransitionTime: string }) => [
        one.type,
        one.status,
        one.lastTransitionTime,
      ]),
      restarts: containerStatuses.map((one: { restartCount: number }) => one.restartCount),
    });
    expect(after.map(stateOf)).toEqual(before.map(stateOf));
  });

  const policy = (name: string, spec: object): Manifest => ({
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' } },
    spec,
  });
  const pods = (name: string) => ({ podSelector: { matchLabels: { 'dwcp.io/workload': name } } });

  test('a policy that is gone, under the one that denies everything', async () => {
    const ends = (end: string) => () => endsSo(cluster, 'front', API, end);
    const { status, stdout } = await instead(
      [],
      [declared('NetworkPolicy', 'api')],
      [ends('refused'), ends('open')],
      () => verify(),
    );
    expect(status).toBe(1);
    expect(wrong(stdout)).toContain(
      'deviates declared: shop/front does not reach shop/api at 8080, as it is declared to (pod api-*: refused, pod api-*: refused, pod api-*: refused, Service api.shop.svc: refused); see which policy should let it through: dwcp connections live --from shop/front --to shop/api --port 8080; pulumi up --refresh puts it back',
    );
    expect(wrong(stdout)).toContain(
      'deviates policies: NetworkPolicy shop/api is not there; pulumi up --refresh puts it back',
    );
  });

  test('what the mesh refuses by identity, taken away or let in by hand', async () => {
    const open = {
      ...declared('AuthorizationPolicy', 'api'),
      metadata: { name: 'open', namespace: 'shop' },
      spec: { rules: [{}] },
    };
    const lax = { ...declared('PeerAuthentication', 'default'), spec: { mtls: { mode: 'PERMISSIVE' } } };
    const nothing = async () => undefined;
    const { status, stdout } = await instead(
      [open, lax],
      [declared('AuthorizationPolicy', 'api')],
      [nothing, nothing],
      () => verify(),
    );
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates policies: AuthorizationPolicy shop/api is not there; pulumi up --refresh puts it back',
        `deviates policies: ${ofNobody('AuthorizationPolicy', 'open')}`,
        `deviates policies: PeerAuthentication ${lax.metadata.namespace}/default is not as declared: spec.mtls.mode; ${CHANGED}`,
      ],
    });
  });

  test('a door that was opened at both ends', async () => {
    const opened = [
      policy('opened-in', { ...pods('api'), policyTypes: ['Ingress'], ingress: [{ from: [pods('bystander')] }] }),
      policy('opened-out', { ...pods('bystander'), policyTypes: ['Egress'], egress: [{ to: [pods('api')] }] }),
    ];
    const ends = (end: string) => () => endsSo(cluster, 'bystander', API, end);
    const { status, stdout } = await instead(opened, [], [ends('open'), ends('refused')], () => verify());
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates undeclared: shop/bystander reaches shop/api at 8080 (pod api-*), which nobody declared; see at both ends who lets it through: kubectl get networkpolicies; pulumi up --refresh takes back what was opened by hand',
        `deviates policies: ${ofNobody('NetworkPolicy', 'opened-in')}`,
        `deviates policies: ${ofNobody('NetworkPolicy', 'opened-out')}`,
      ],
    });
  });

  test('a Service that leads to another port', async () => {
    const service = declared('Service', 'api');
    const [port] = (service['spec'] as { ports: readonly object[] }).ports;
    const other = { ...service, spec: { ...(service['spec'] as object), ports: [{ ...port, targetPort: 9999 }] } };
    const ends = (end: string) => () => endsSo(cluster, 'front', API, end);
    const { status, stdout } = await instead([other], [], [ends('refused'), ends('open')], () => verify());
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates declared: edge/edge does not reach shop/api at 8080, as it is declared to (Service api.shop.svc: refused); its pods are reached, so see where the Service leads: kubectl get service --output yaml; pulumi up --refresh puts it back',
        'deviates declared: shop/front does not reach shop/api at 8080, as it is declared to (Service api.shop.svc: refused); its pods are reached, so see where the Service leads: kubectl get service --output yaml; pulumi up --refresh puts it back',
      ],
    });
  });

  test('a label of DNS that no pod of DNS has', async () => {
    const own = declared('NetworkPolicy', 'front');
    const other = JSON.parse(JSON.stringify(own).replaceAll('"kube-dns"', '"coredns"')) as Manifest;
    const ends = (end: string) => () => endsSo(cluster, 'front', API, end);
    const { status, stdout } = await instead([other], [], [ends('EAI_AGAIN'), ends('open')], () => verify());
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates declared: shop/front does not reach cluster-dns at 53, as it is declared to (pod coredns-*: refused, pod coredns-*: refused); see which policy should let it through: dwcp connections live --from shop/front --to cluster-dns --port 53; pulumi up --refresh puts it back',
        'deviates declared: shop/front does not reach shop/api at 8080, as it is declared to (Service api.shop.svc: the name is not resolved); it resolves no name at all: dwcp doctor says whether DNS is where the facts say, kubectl get networkpolicies what lets it out',
        `deviates policies: NetworkPolicy shop/front is not as declared: spec.egress[0].to[0].podSelector.matchLabels.k8s-app; ${CHANGED}`,
      ],
    });
  });

  test('a gateway that agrees to TLS 1.2', async () => {
    const [strict, lax] = [gateway('TLSv1.3'), gateway('TLSv1.2')];
    const exchanged = async (before: Manifest, now: Manifest) => {
      await cluster.api.delete(before);
      await cluster.api.waitGone(before);
      await cluster.api.apply(now);
      const isThere = async () => isReady((await cluster.api.get(now))!);
      await eventually(isThere, { what: 'another gateway ready', timeoutMs: 60_000 });
    };
    await exchanged(strict, lax);
    const { status, stdout } = await verify().finally(() => exchanged(lax, strict));
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        "deviates tls: edge/edge at 443, asked for shop.example.com, agrees to TLS 1.2; see whether Istio has the gateway's EnvoyFilter, and refuse it in the whole mesh: meshConfig.tlsDefaults.minProtocolVersion: TLSV1_3",
      ],
    });
  });

  test('a certificate that is not delivered, or has ended', async () => {
    const said = async (status: object) => {
      await certified(cluster, status);
      return (await verify().finally(() => certified(cluster, VALID))).stdout;
    };
    const message = 'Issuing certificate as Secret does not exist';
    expect(wrong(await said({ conditions: [{ ...READY, status: 'False', message }] }))).toEqual([
      `deviates credentials: Certificate edge/edge-tls is not delivered: ${message}; see why: kubectl --namespace edge describe Certificate edge-tls`,
    ]);
    expect(wrong(await said({ ...VALID, notAfter: '2026-01-01T00:00:00Z' }))).toEqual([
      'deviates credentials: Certificate edge/edge-tls has ended 2026-01-01T00:00:00Z; see why its operator does not make the next one: whoever still uses it is refused',
    ]);
  });

  test('a workload that is not there', async () => {
    const scaled = async (replicas: number) => {
      const path = '/apis/apps/v1/namespaces/shop/deployments/bystander';
      await cluster.api.request('PATCH', path, { spec: { replicas } }, 'application/merge-patch+json');
      const what = `pods of bystander: ${replicas}`;
      const isSo = async () => (await podsOf(cluster.api, 'shop', 'bystander')).filter(isReady).length === replicas;
      await eventually(isSo, { what, timeoutMs: 60_000 });
    };
    await scaled(0);
    const { status, stdout } = await verify().finally(() => scaled(1));
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'unknown callers: no pod of shop/bystander is ready, so that nothing is tried from there; see why: kubectl get pods',
      ],
    });
  });

  // DNS goes on for half a minute to say that there is none.
  test('a Service that is gone', async () => {
    const ends = (end: string) => () => endsSo(cluster, 'front', API, end);
    const { status, stdout } = await instead(
      [],
      [declared('Service', 'api')],
      [ends('EAI_AGAIN'), async () => undefined],
      () => verify(),
    );
    expect(status).toBe(1);
    // Of its two servers one may remember the address for half a minute, behind which nobody is.
    expect(wrong(stdout)).toContainEqual(
      expect.stringMatching(
        /^deviates declared: shop\/front does not reach .+ \(Service api\.shop\.svc: (the name is not resolved|refused)\); /,
      ),
    );
  });

  // The last: what waits for an image stays in the pods.
  test('an image that is not to be had', async () => {
    const other = cluster.images.shell.reference.replace(/[0-9a-f]{64}/, 'ab'.repeat(32));
    const { status, stdout } = await verify('--image', other);
    expect(status).toBe(1);
    const callers = wrong(stdout).filter((line) => line.startsWith('unknown callers: '));
    expect(callers.sort()).toEqual(
      ['edge/edge', 'shop/api', 'shop/bystander', 'shop/front'].map((name) =>
        expect.stringMatching(`^unknown callers: nothing is tried from inside ${name}: `),
      ),
    );
  });
});

const CHANGED = 'see who changed it: kubectl get --output yaml --show-managed-fields; pulumi up --refresh puts it back';

const ofNobody = (kind: string, name: string) =>
  `${kind} shop/${name} is of nobody in this environment; see whom it lets through: kubectl --namespace shop get ${pluralIn(kind)} ${name} --output yaml; declare that, or delete it`;

function isSame(one: Manifest, other: Manifest): boolean {
  return one.kind === other.kind && one.metadata.name === other.metadata.name;
}

/** The lines that say what is not in order, with the pods of one workload called alike. */
function wrong(stdout: string): string[] {
  return stdout
    .split('\n')
    .flatMap((line) => /^ {2}((?:deviates|unknown) .+)$/.exec(line)?.[1] ?? [])
    .map((line) => line.replaceAll(/(?<=pod [a-z]+-)[0-9a-z]+-[0-9a-z]{5}\b/g, '*'));
}
