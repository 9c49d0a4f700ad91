import { liveLacks } from './live/ability';
import { CALLERS, probe } from './live/callers';
import { CLUSTER_DOMAIN, DNS_SERVICE_ADDRESS, NODES } from './live/cluster/addresses';
import { type Cluster, isReady, startCluster } from './live/cluster/cluster';
import { hierarchies } from './live/cluster/control-groups';
import { NODE_GRACE_SECONDS } from './live/cluster/control-plane';
import { databaseTests } from './live/database-tests';
import { deployShop } from './live/deploy-shop';
import { exec, type Inside, kubectl } from './live/kubectl';
import { killedRun } from './live/leftovers';
import { inWords, type LoadReport, underLoad } from './live/load';
import { programsHere } from './live/programs-here';
import { OUTSIDE, SHOP } from './live/shop';
import { nodeReady, notLedTo, podsOf, restart, rolledOut } from './live/workloads';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`nodes: ${line}\n`);
const lack = liveLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

const ZONE = 'topology.kubernetes.io/zone';
const [FRONT] = CALLERS as readonly [Inside];

/**
 * The part of requests that a change may cost where nobody asks again, as the mesh would: one in 2,500 failed in one of
 * eight restarts, presumably for want of a free port in the load.
 */
const LOST_AT_MOST = 0.001;

/** What the proxies of the other nodes take to follow the endpoints of a Service, on two cores that others use as well. */
const PROXIES_FOLLOW_MS = 10_000;

const URL = `http://api.${SHOP}:8080/`;

(lack === undefined ? describe : describe.skip)('on a cluster of three nodes in three zones', () => {
  let cluster: Cluster;

  const reported = (what: string, report: LoadReport) => {
    say(`${what}: ${inWords(report)}`);
    for (const { error, tookMs } of report.failures.slice(0, 3)) say(`  failed after ${tookMs} ms: ${error}`);
    return report;
  };
  const nodeOf = async (workload: string) => (await podsOf(cluster.api, SHOP, workload))[0]!['spec'].nodeName as string;
  /** A node with a replica of the api, and without the caller. */
  const nodeAway = async () => {
    const front = await nodeOf('front');
    const nodes = (await podsOf(cluster.api, SHOP, 'api')).map(({ spec }) => spec.nodeName as string);
    return nodes.find((name) => name !== front)!;
  };

  beforeAll(async () => {
    cluster = await startCluster({ runDir: runFolder(), name: 'nodes' }, say);
    say(`programs: ${programsHere(cluster.packages)}`);
    await deployShop(cluster, say);
  });
  afterAll(() => cluster?.stop());

  test('every node is ready, each in a zone of its own', async () => {
    const nodes = await cluster.api.list('v1', 'Node');
    expect(nodes.map((node) => [node.metadata.name, isReady(node), labelsOf(node)[ZONE]])).toEqual(
      NODES.map(({ name, zone }) => [name, true, zone]),
    );
  });

  test('workloads become ready where "restricted" is enforced, a replica in each zone', async () => {
    const started = Date.now();
    await Promise.all(['api', 'front', 'bystander'].map((name) => rolledOut(cluster.api, SHOP, name)));
    say(`three workloads ready: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    const nodes = (await podsOf(cluster.api, SHOP, 'api')).map(({ spec }) => spec.nodeName as string);
    expect(nodes.sort()).toEqual(NODES.map(({ name }) => name));
  });

  test('a privileged pod is refused there', async () => {
    const container = { name: 'pod', image: cluster.images.app.reference, securityContext: { privileged: true } };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: SHOP } };
    await expect(cluster.api.apply({ ...pod, spec: { containers: [container] } } as typeof pod)).rejects.toThrow(
      'violates PodSecurity "restricted:latest": privileged',
    );
  });

  test('the name of a Service resolves to its address, and leads to every replica', async () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: SHOP } };
    const address = (await cluster.api.get(service))!['spec'].clusterIP as string;
    for (const name of ['api', `api.${SHOP}`, `api.${SHOP}.svc.${CLUSTER_DOMAIN}`]) {
      const script = `require('dns').lookup('${name}', (error, found) => console.log(error?.code ?? found))`;
      expect([name, await exec(cluster, FRONT, 'node', '-e', script)]).toEqual([name, address]);
    }
    const report = reported('at rest', await underLoad(cluster, FRONT, URL, async () => undefined));
    expect(report.failures).toEqual([]);
    const replicas = (await podsOf(cluster.api, SHOP, 'api')).map(({ metadata }) => metadata.name);
    expect(Object.keys(report.answers).sort()).toEqual(replicas.sort());
  });

  test('the declared caller reaches every replica at the declared port, and nobody else reaches any', async () => {
    const replicas = await podsOf(cluster.api, SHOP, 'api');
    const addresses = replicas.map(({ status }) => status.podIP as string);
    const found: string[] = [];
    for (const caller of CALLERS) {
      for (const address of [...addresses, `api.${SHOP}`])
        found.push(`${caller.pod} ${await probe(cluster, caller, address)}`);
    }
    const expected = CALLERS.flatMap(({ pod }) => Array(4).fill(`${pod} ${pod === FRONT.pod ? 'open' : 'refused'}`));
    expect(found).toEqual(expected);
    expect(await probe(cluster, FRONT, addresses[0]!, 8081)).toBe('refused');
  });

  test('the stranger is not cut off by anything else', async () => {
    const stranger = { namespace: OUTSIDE, pod: 'stranger' };
    const namesake = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'namesake', namespace: OUTSIDE } };
    expect(await probe(cluster, stranger, (await cluster.api.get(namesake))!['status'].podIP)).toBe('open');
    expect(await probe(cluster, stranger, DNS_SERVICE_ADDRESS, 53)).toBe('open');
  });

  test('a rolling restart loses no request in a thousand', async () => {
    const before = await podsOf(cluster.api, SHOP, 'api');
    const report = await underLoad(cluster, FRONT, URL, () => restart(cluster.api, SHOP, 'api'));
    reported('rolling restart', report);
    expect(report.failures.length).toBeLessThanOrEqual(report.asked * LOST_AT_MOST);
    const after = await podsOf(cluster.api, SHOP, 'api');
    expect(Object.keys(report.answers).sort()).toEqual([...before, ...after].map((pod) => pod.metadata.name).sort());
  });

  test('a node that is drained loses no request in a thousand, and its replica runs elsewhere', async () => {
    const node = await nodeAway();
    let nodesAfterwards: readonly string[] = [];
    const report = await underLoad(cluster, FRONT, URL, async () => {
      await kubectl(
        cluster,
        'drain',
        node,
        '--ignore-daemonsets',
        '--delete-emptydir-data',
        '--force',
        '--timeout=180s',
        // The load asks for its name anew each time. What CoreDNS loses as it ends is the cluster's, not the workload's.
        '--pod-selector=k8s-app!=kube-dns',
      );
      await rolledOut(cluster.api, SHOP, 'api');
      nodesAfterwards = (await podsOf(cluster.api, SHOP, 'api')).map(({ spec }) => spec.nodeName as string);
      // Whatever came of it: what comes after needs three nodes.
    }).finally(() => kubectl(cluster, 'uncordon', node));
    reported(`drain of ${node}`, report);
    expect(report.failures.length).toBeLessThanOrEqual(report.asked * LOST_AT_MOST);
    expect(nodesAfterwards).not.toContain(node);
  });

  test('a zone that is lost costs requests until its node is known to be, and no more; a restart then gets by', async () => {
    const node = await nodeAway();
    let [lostAt, knownAt, leftAt] = [0, 0, 0];
    let nodesAfterwards: readonly string[] = [];
    const report = await underLoad(cluster, FRONT, URL, async () => {
      lostAt = Date.now();
      await cluster.controlPlane.ip(`link set ${node} down`);
      await nodeReady(cluster.api, node, false);
      knownAt = Date.now();
      await notLedTo(cluster.api, node);
      leftAt = Date.now();
      await restart(cluster.api, SHOP, 'api');
      nodesAfterwards = (await podsOf(cluster.api, SHOP, 'api')).map(({ spec }) => spec.nodeName as string);
    }).finally(async () => {
      // Whatever came of it: what comes after needs three nodes.
      const returned = Date.now();
      await cluster.controlPlane.ip(`link set ${node} up`);
      await nodeReady(cluster.api, node, true);
      say(`${node} back: ${inSeconds(Date.now() - returned)}`);
    });
    const [known, left] = [knownAt, leftAt].map((at) => inSeconds(at - lostAt));
    reported(`${node} lost, known after ${known}, no Service leads there after ${left}`, report);
    expect(knownAt - lostAt).toBeLessThan((NODE_GRACE_SECONDS + 10) * 1000);
    // Those that were under way when it was lost are lost with it, in DNS or in a connection.
    const others = report.failures
      .filter(({ sentAt }) => sentAt < lostAt - 1_000 || sentAt > leftAt + PROXIES_FOLLOW_MS)
      .map(({ sentAt, error }) => `${inSeconds(sentAt - leftAt)} after: ${error}`);
    expect(others.slice(Math.floor(report.asked * LOST_AT_MOST))).toEqual([]);
    expect(nodesAfterwards).not.toContain(node);
  });

  describe('a database', () => databaseTests(() => cluster, say));
});

(lack === undefined ? test : test.skip)(
  'a run that is killed leaves nothing running, and the next one removes the rest',
  async () => {
    const { started, running, groups } = await killedRun();
    expect(started).toEqual(['abandoned/machine', 'abandoned/machine/sleeper']);
    expect(running).toEqual([]);
    expect(groups).toBe(hierarchies().length);
  },
);

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function labelsOf({ metadata }: { readonly metadata: object }): Readonly<Record<string, string>> {
  return (metadata as { labels?: Record<string, string> }).labels ?? {};
}
