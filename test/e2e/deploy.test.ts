import { referenceResources } from '../support/reference';
import { allowAgain } from './support/deployer';
import type { Engine } from './support/engine';
import type { EngineEvents } from './support/engine-events';
import { eventually } from './support/eventually';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { startStack, withPosture } from './support/own-stack';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);
const plan = referenceResources('dev');
const objects = plan.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));

/** In Pulumi's tree alone: the stack itself, the environment, a branch for each of two namespaces, one for Vault, the sentinel. */
const TREE = 6;

/** The three providers, and the claim on the cluster that is a resource of one of them. */
const PROVIDERS = 4;

/** What is made: the program's resources, what makes them, and the tree. */
const ALL = plan.length + PROVIDERS + TREE;

/** In the state there is what was read, too: the Namespace that says which cluster it is. */
const KEPT = ALL + 1;

const identity = ({ kind, metadata: { namespace, name } }: Identity) => `${kind} ${namespace ?? ''}/${name}`;

/** What an administrator has made already, and given the rights in. */
const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(identity);

/** What of the plan is in the cluster. */
async function present(): Promise<string[]> {
  const found = await Promise.all(objects.map(async (object) => ((await api.get(object)) ? [identity(object)] : [])));
  return found.flat();
}

async function mountsOfDev(): Promise<string[]> {
  const [mounts, logins] = await Promise.all(
    ['sys/mounts', 'sys/auth'].map((path) => vaultRequest(world().vault, 'GET', path) as Promise<{ data: object }>),
  );
  return [...Object.keys(mounts!.data), ...Object.keys(logins!.data)].filter((path) => path.startsWith('dev/')).sort();
}

describe('the dev stack on the real engine', () => {
  let engine: Engine;
  let made: EngineEvents;
  beforeAll(async () => {
    engine = await startStack('dev', 'deploy');
  });
  afterAll(() => engine?.stop());

  test('a preview plans everything and touches nothing', async () => {
    expect(await engine.preview()).toMatchObject({ code: 0, changes: { create: ALL } });
    expect(await present()).toEqual(namespaces);
    expect(await mountsOfDev()).toEqual([]);
  });

  test('up creates everything', async () => {
    const { code, ...events } = await engine.up();
    expect({ code, changes: events.changes }).toEqual({ code: 0, changes: { create: ALL } });
    made = events;
    expect(await present()).toEqual(objects.map(identity));
    expect(await mountsOfDev()).toEqual(['dev/dwcp/dwcp-postgres/', 'dev/dwcp/dwcp-redis/', 'dev/dwcp/kubernetes/']);
  });

  test('nothing in a namespace was made before its deny-all, and no workload before the policies that select it', async () => {
    const spans = [...made.spans].map(([urn, span]) => [urn.split('::').slice(-2).join(' '), span] as const);
    const of = (kind: string, name: string) => spans.find(([urn]) => urn.endsWith(`:${kind} ${name}`))![1];
    for (const namespace of ['dwcp', 'edge']) {
      const denied = of('NetworkPolicy', `${namespace}/default-deny`).finished;
      const inside = spans.filter(
        ([urn]) => urn.includes(` ${namespace}/`) && !/ \w+\/(default-deny|default|allow-nothing)$/.test(urn),
      );
      expect(inside.length).toBeGreaterThan(5);
      expect(inside.filter(([, { begun }]) => begun < denied)).toEqual([]);
    }
    for (const workload of ['dwcp-api', 'dwcp-worker']) {
      const { begun } = of('Deployment', `dwcp/${workload}`);
      expect(of('NetworkPolicy', `dwcp/${workload}`).finished).toBeLessThan(begun);
      expect(of('AuthorizationPolicy', `dwcp/${workload}`).finished).toBeLessThan(begun);
      expect(of('VaultDynamicSecret', `dwcp/${workload}-dwcp-postgres`).finished).toBeLessThan(begun);
    }
    const secret = of('VaultDynamicSecret', 'dwcp/dwcp-api-dwcp-postgres').begun;
    expect(of('SecretBackendRole', 'dev/dwcp/dwcp-postgres/roles/dwcp-api').finished).toBeLessThan(secret);
    expect(of('AuthBackendRole', 'auth/dev/dwcp/kubernetes/role/dwcp-api').finished).toBeLessThan(secret);
  });

  test('the API server’s own clock says so too', async () => {
    const at = async (apiVersion: string, kind: string, name: string) => {
      const live = await api.get({ apiVersion, kind, metadata: { namespace: 'dwcp', name } });
      return Date.parse((live!.metadata as { creationTimestamp?: string }).creationTimestamp!);
    };
    const denied = await at('networking.k8s.io/v1', 'NetworkPolicy', 'default-deny');
    for (const [kind, name] of [
      ['Deployment', 'dwcp-api'],
      ['Deployment', 'dwcp-worker'],
      ['StatefulSet', 'dwcp-redis'],
    ]) {
      expect(await at('apps/v1', kind!, name!)).toBeGreaterThanOrEqual(denied);
    }
  });

  test('a second up changes nothing', async () => {
    expect(await engine.up()).toMatchObject({ code: 0, changes: { same: ALL } });
  });

  test('one more replica is one update, of that field and of how long a rollout may take', async () => {
    const more = ['spec.progressDeadlineSeconds', 'spec.replicas'];
    await withPosture({ stack: 'dev', name: 'deploy' }, ['worker: { scale: 1', 'worker: { scale: 2'], async () => {
      const preview = await engine.preview();
      expect(preview).toMatchObject({ code: 0, changes: { same: ALL - 1, update: 1 } });
      expect(preview.steps.filter(({ op }) => op !== 'same')).toMatchObject([
        { op: 'update', urn: expect.stringMatching(/Deployment::dwcp\/dwcp-worker$/), fields: more },
      ]);
    });
  });

  test('destroy leaves nothing behind', async () => {
    expect(await engine.destroy()).toMatchObject({ code: 0, changes: { delete: ALL } });
    expect(await present()).toEqual([]);
    expect(await mountsOfDev()).toEqual([]);
    expect((await engine.stackExport()).resources ?? []).toEqual([]);
  });
});

describe('an engine that is killed in the middle of up', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack('dev', 'killed');
  });
  afterAll(async () => {
    // Nothing is left when the tests pass; when one fails, the tests after it still find an empty cluster.
    if ((await present()).length > 0) {
      await engine.cancel();
      await engine.recover();
      await engine.destroy();
    }
    await engine?.stop();
  });

  test.each([
    ['as the first policies appear', 'NetworkPolicy'],
    ['as the first credential appears', 'VaultPKISecret'],
  ])('%s, the next run finishes what it began', async (_, kind) => {
    await allowAgain(engine, 'dev');
    // One at a time, so that much is left to do when the first of its kind appears.
    const run = engine.beginUp('--parallel', '1');
    await eventually(async () => run.events().steps.some(({ type }) => type.endsWith(`:${kind}`)), {
      what: `${kind} made`,
      timeoutMs: 60_000,
      everyMs: 20,
    });
    run.kill();
    expect((await run.done).code).toBeUndefined();
    expect((await present()).length).toBeLessThan(objects.length);

    expect((await engine.cancel()).code).toBe(0);
    expect(await engine.recover()).toMatchObject({ code: 0 });

    expect(await present()).toEqual(objects.map(identity));
    const urns = ((await engine.stackExport()).resources ?? []).map(({ urn }) => urn);
    expect(urns).toHaveLength(KEPT);
    expect(new Set(urns).size).toBe(KEPT);
    expect(await engine.up()).toMatchObject({ code: 0, changes: { same: ALL } });
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect(await present()).toEqual([]);
    expect(await mountsOfDev()).toEqual([]);
  });
});
