import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../../constructs/plan/resource';
import { eventually } from '../../support/eventually';
import { vaultRequest } from '../../support/vault-api';
import { NODES } from '../cluster/addresses';
import { NODE_GRACE_SECONDS } from '../cluster/control-plane';
import { healthy, primaryOf } from '../database';
import { ISTIO_NAMESPACE, ISTIODS } from '../istio/install';
import { kubectl } from '../kubectl';
import { GROUP, OPERATOR } from '../secrets-operator';
import { nodeReady, restart, rolledOut } from '../workloads';
import { DATABASE, EDGE, leadToGateway, NAMESPACE, type Site } from './site';
import { inWords, type Visit, type Visits, visit, whileVisited } from './visitor';

const API = 'dwcp-api';

/** How long a login lives while a zone is lost. It is exchanged when two thirds of that are over. */
const LIFE_SECONDS = 60;

/** How long after a zone is known to be lost another instance is the primary, and every sidecar tries again who has failed. */
const TAKEN_OVER_SECONDS = 60;

/** How long no visit has failed when it is over: longer than a proxy leaves out a pod that it has ejected. */
const QUIET_SECONDS = 35;

const CLUSTER = { name: DATABASE, namespace: NAMESPACE };

/** What asserts something of the platform, whatever happens to it. */
interface Assertions {
  /** Every monitor has its targets. */
  areScraped(): Promise<void>;
  /** What `dwcp verify` finds that is not as declared, or not known, from inside its pods. */
  deviations(): Promise<readonly string[]>;
}

/** What is asserted of the platform while fifty visits a second come by the gateway, and something happens to it. */
export function lifeTests(the: () => Site, { areScraped, deviations }: Assertions, say: (line: string) => void): void {
  const told = (what: string, visits: Visits) => {
    say(`${what}: ${inWords(visits)}`);
    return visits;
  };
  const nodesOf = async (namespace: string, isOne: (name: string) => boolean) => {
    const pods = await the().cluster.api.list('v1', 'Pod', namespace);
    return pods.filter(({ metadata }) => isOne(metadata.name)).map(({ spec }) => spec.nodeName as string);
  };
  const avoid = (node: string) => leadToGateway(the(), node);

  test('nothing fails while nothing happens, and `dwcp verify` finds all as declared', async () => {
    const found: string[] = [];
    const visits = await whileVisited(the(), async () => found.push(...(await deviations())));
    expect(found).toEqual([]);
    expect(told('at rest', visits).failures).toEqual([]);
    expect(Object.keys(visits.pods)).toHaveLength(3);
  });

  test('a rolling restart fails no visit', async () => {
    const visits = told('rolling restart', await whileVisited(the(), () => restart(the().cluster.api, NAMESPACE, API)));
    expect(visits.failures).toEqual([]);
  });

  // Before istiod is gone: a proxy waits for up to half a minute until it asks the next one what has changed.
  test('a node that is drained fails no visit, where the primary is not', async () => {
    const { cluster } = the();
    const primary = await primaryOf(cluster, CLUSTER);
    const [ofPrimary] = await nodesOf(NAMESPACE, (name) => name === primary);
    const nodes = NODES.map(({ name }) => name).filter((name) => name !== ofPrimary);
    // Of these there is one, which is nowhere meanwhile: Vault would have to be unsealed, and Redis has its disk there.
    const alone = ['app.kubernetes.io/name!=vault', 'dwcp.io/workload!=dwcp-redis'];
    const how = [
      '--ignore-daemonsets',
      '--delete-emptydir-data',
      '--force',
      '--timeout=300s',
      `--pod-selector=${alone}`,
    ];
    let failures: Visits['failures'] = [];
    // On two cores, names and connections can wait too long while all that left a node starts elsewhere: then the other one, once.
    for (const node of nodes) {
      await avoid(node);
      const drained = () => kubectl(cluster, 'drain', node, ...how);
      // Whatever came of it: what comes after needs three nodes.
      const visits = await whileVisited(the(), drained).finally(() => kubectl(cluster, 'uncordon', node));
      told(`drain of ${node}`, visits);
      await rolledOut(cluster.api, NAMESPACE, API);
      ({ failures } = visits);
      if (failures.length === 0) break;
      await sleep(QUIET_SECONDS * 1_000);
    }
    expect(failures).toEqual([]);
  });

  test('istiod that is gone for a minute, and a secrets operator that starts again, fail no visit; all is scraped, and but for istiod as declared', async () => {
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
    const found: string[] = [];
    const visits = told(
      'istiod gone for a minute',
      await whileVisited(the(), async () => {
        await scaled(0);
        await eventually(async () => (await pods()).length === 0, { what: 'istiod gone', timeoutMs: 60_000 });
        const asked = areScraped().then(async () => found.push(...(await deviations())));
        await Promise.all([sleep(60_000), asked, operatorStartsAgain()]).finally(() => scaled(ISTIODS));
        await rolledOut(api, ISTIO_NAMESPACE, 'istiod');
      }),
    );
    expect(visits.failures).toEqual([]);
    expect(found.map((line) => line.split(',')[0])).toEqual(
      [`${NAMESPACE}/${API}`, `${NAMESPACE}/dwcp-worker`, `${EDGE}/${EDGE}`].map(
        (from) => `deviates declared: ${from} does not reach istiod at 15012`,
      ),
    );
    // Who has forgotten what he had logged in with would have another one made, and everybody who reads it restarted.
    expect(visits.logins.size).toBe(1);
  });

  test('a zone that is lost while logins are exchanged costs visits until others take over, and no pod keeps a dead login', async () => {
    const { cluster } = the();
    const { api } = cluster;
    const kept = [
      ...(await nodesOf(NAMESPACE, (name) => name === 'dwcp-redis-0')),
      ...(await nodesOf('vault', (name) => name.startsWith('vault'))),
    ];
    const node = NODES.map(({ name }) => name).findLast((name) => !kept.includes(name))!;
    await Promise.all([healthy(cluster, 300_000, CLUSTER), avoid(node).then(shortLives)]);
    const primary = await primaryOf(cluster, CLUSTER);
    const [ofPrimary] = await nodesOf(NAMESPACE, (name) => name === primary);
    let [lostAt, knownAt] = [0, 0];
    const visits = await whileVisited(the(), async (lastFailed) => {
      lostAt = Date.now();
      await cluster.controlPlane.ip(`link set ${node} down`);
      await nodeReady(api, node, false);
      knownAt = Date.now();
      // Longer than a login of before lives.
      await sleep((LIFE_SECONDS + 5) * 1000 - (knownAt - lostAt));
      const quiet = async () => Date.now() - lastFailed() > QUIET_SECONDS * 1000;
      await eventually(quiet, { what: 'no visit failing', timeoutMs: (TAKEN_OVER_SECONDS + QUIET_SECONDS) * 1000 });
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

  /** Ends the pod of the secrets operator, and waits until the next one has looked at the application's credential. */
  const operatorStartsAgain = async () => {
    const { api } = the().cluster;
    const credential = {
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'VaultDynamicSecret',
      metadata: { name: `${API}-${DATABASE}`, namespace: NAMESPACE },
    };
    const lookedAtBy = async () => (await api.get(credential))!['status'].lastRuntimePodUID as string;
    const former = await lookedAtBy();
    for (const { metadata } of await api.list('v1', 'Pod', OPERATOR.namespace)) {
      await api.delete({ apiVersion: 'v1', kind: 'Pod', metadata });
    }
    const another = async () => (await lookedAtBy()) !== former;
    await eventually(another, { what: 'the credential looked at by another operator', timeoutMs: 90_000 });
  };

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
    await eventually(another, { what: 'a login of a short life', timeoutMs: 120_000, everyMs: 1_000 });
  };
}
