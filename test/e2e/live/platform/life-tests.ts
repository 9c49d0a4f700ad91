import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../../constructs/plan/resource';
import { eventually } from '../../support/eventually';
import { vaultRequest } from '../../support/vault-api';
import { NODES } from '../cluster/addresses';
import { NODE_GRACE_SECONDS } from '../cluster/control-plane';
import { healthy, primaryOf } from '../database';
import { ISTIO_NAMESPACE } from '../istio/install';
import { kubectl } from '../kubectl';
import { nodeReady, restart, rolledOut } from '../workloads';
import { DATABASE, leadToGateway, NAMESPACE, type Site } from './site';
import { inWords, type Visit, type Visits, visit, whileVisited } from './visitor';

const API = 'dwcp-api';

/** How long a login lives while a zone is lost. It is exchanged when two thirds of that are over. */
const LIFE_SECONDS = 60;

/** How long after a zone is known to be lost another instance is the primary, and every sidecar tries again who has failed. */
const TAKEN_OVER_SECONDS = 90;

/** How many connections to poolers there are, four of each of three pods; and what is said where one ends that is in use. */
const CONNECTIONS = 12;
const OF_ITS_POOLER = /read ECONNRESET|Connection terminated/;

const CLUSTER = { name: DATABASE, namespace: NAMESPACE };

/** What is asserted of the platform while fifty visits a second come by the gateway, and something happens to it. */
export function lifeTests(the: () => Site, say: (line: string) => void): void {
  const told = (what: string, visits: Visits) => {
    say(`${what}: ${inWords(visits)}`);
    return visits;
  };
  const nodesOf = async (namespace: string, isOne: (name: string) => boolean) => {
    const pods = await the().cluster.api.list('v1', 'Pod', namespace);
    return pods.filter(({ metadata }) => isOne(metadata.name)).map(({ spec }) => spec.nodeName as string);
  };
  const avoid = (node: string) => leadToGateway(the(), node);

  test('nothing fails while nothing happens', async () => {
    const visits = told('at rest', await whileVisited(the(), async () => undefined));
    expect(visits.failures).toEqual([]);
    expect(Object.keys(visits.pods)).toHaveLength(3);
  });

  test('a rolling restart fails no visit', async () => {
    const visits = told('rolling restart', await whileVisited(the(), () => restart(the().cluster.api, NAMESPACE, API)));
    expect(visits.failures).toEqual([]);
  });

  test('istiod that is gone for a minute fails no visit', async () => {
    const { api } = the().cluster;
    const scaled = (replicas: number) =>
      api.request(
        'PATCH',
        `/apis/apps/v1/namespaces/${ISTIO_NAMESPACE}/deployments/istiod`,
        { spec: { replicas } },
        'application/merge-patch+json',
      );
    const pods = async () =>
      (await api.list('v1', 'Pod', ISTIO_NAMESPACE)).filter(({ metadata }) => metadata.name.startsWith('istiod'));
    const visits = told(
      'istiod gone for a minute',
      await whileVisited(the(), async () => {
        await scaled(0);
        await eventually(async () => (await pods()).length === 0, { what: 'istiod gone', timeoutMs: 60_000 });
        await sleep(60_000);
        await scaled(1);
        await rolledOut(api, ISTIO_NAMESPACE, 'istiod');
      }),
    );
    expect(visits.failures).toEqual([]);
  });

  test('a node that is drained costs no more than what is under way to its pooler, where the primary is not', async () => {
    const { cluster } = the();
    const primary = await primaryOf(cluster, CLUSTER);
    const [ofPrimary] = await nodesOf(NAMESPACE, (name) => name === primary);
    const node = NODES.map(({ name }) => name).find((name) => name !== ofPrimary)!;
    await avoid(node);
    // Of these there is one, which is nowhere meanwhile: Vault would have to be unsealed, and Redis has its disk there.
    const alone = ['app.kubernetes.io/name!=vault', 'dwcp.io/workload!=dwcp-redis'];
    const how = [
      '--ignore-daemonsets',
      '--delete-emptydir-data',
      '--force',
      '--timeout=300s',
      `--pod-selector=${alone}`,
    ];
    const visits = await whileVisited(the(), () => kubectl(cluster, 'drain', node, ...how));
    await kubectl(cluster, 'uncordon', node);
    told(`drain of ${node}`, visits);
    await rolledOut(cluster.api, NAMESPACE, API);
    expect(visits.failures.length).toBeLessThanOrEqual(CONNECTIONS);
    expect(visits.failures.filter(({ error }) => !OF_ITS_POOLER.test(error))).toEqual([]);
  });

  test('a zone that is lost while logins are exchanged costs visits until others take over, and no pod keeps a dead login', async () => {
    const { cluster } = the();
    const { api } = cluster;
    const kept = [
      ...(await nodesOf(NAMESPACE, (name) => name === 'dwcp-redis-0')),
      ...(await nodesOf('vault', (name) => name.startsWith('vault'))),
    ];
    const node = NODES.map(({ name }) => name).findLast((name) => !kept.includes(name))!;
    await healthy(cluster, 300_000, CLUSTER);
    const primary = await primaryOf(cluster, CLUSTER);
    const [ofPrimary] = await nodesOf(NAMESPACE, (name) => name === primary);
    await avoid(node);
    await shortLives();
    let [lostAt, knownAt] = [0, 0];
    const visits = await whileVisited(the(), async () => {
      lostAt = Date.now();
      await cluster.controlPlane.ip(`link set ${node} down`);
      await nodeReady(api, node, false);
      knownAt = Date.now();
      await sleep(2 * LIFE_SECONDS * 1000);
    });
    await cluster.controlPlane.ip(`link set ${node} up`);
    await nodeReady(api, node, true);
    const what = `${node} lost${ofPrimary === node ? ' with the primary' : ''}, known after ${((knownAt - lostAt) / 1000).toFixed(1)} s`;
    told(what, visits);
    const last = Math.max(lostAt, ...visits.failures.map(({ sentAt }) => sentAt));
    say(`the last visit that failed was ${((last - lostAt) / 1000).toFixed(1)} s after it was lost`);
    expect(knownAt - lostAt).toBeLessThan((NODE_GRACE_SECONDS + 15) * 1000);
    expect(last - knownAt).toBeLessThan(TAKEN_OVER_SECONDS * 1000);
    expect(visits.logins.size).toBeGreaterThan(1);
    await rolledOut(api, NAMESPACE, API);
    const after = told('afterwards', await whileVisited(the(), async () => undefined));
    expect(after.failures).toEqual([]);
    expect(Object.keys(after.pods)).toHaveLength(3);
  });

  /** Has logins of the application live for a minute from now on, and waits until it has one of those. */
  const shortLives = async () => {
    const { cluster, vault, stack } = the();
    const path = `live/${NAMESPACE}/${DATABASE}/roles/${API}`;
    const role = (await vaultRequest(vault.login, 'GET', path)) as { data: object };
    const life = { default_ttl: LIFE_SECONDS, max_ttl: LIFE_SECONDS };
    await vaultRequest(vault.login, 'POST', path, { ...role.data, ...life });
    const isIt = ({ kind, metadata }: Manifest) =>
      kind === 'VaultDynamicSecret' && metadata.name === `${API}-${DATABASE}`;
    const credential = stack.plan.resources.flatMap((one) =>
      one.api === 'kubernetes' && isIt(one.object) ? one.object : [],
    )[0]!;
    // The application reads the file again by itself; what the plan says besides is that its pods are restarted.
    const spec = { ...(credential['spec'] as object), rolloutRestartTargets: [] };
    const login = async () => (JSON.parse((await visit(the().outside)).body) as Visit).login;
    const before = await login();
    await cluster.api.apply({ ...credential, spec } as Manifest, { force: true });
    const another = async () => (await login()) !== before;
    await eventually(another, { what: 'a login of a minute', timeoutMs: 120_000, everyMs: 1_000 });
  };
}
