import { keptByBudget } from '../../cli/preview/meaning/blast-radius/restarts/budget';
import { restartsIn } from '../../cli/preview/meaning/blast-radius/restarts/causes';
import { rolloutOf } from '../../cli/preview/meaning/blast-radius/restarts/rollout';
import type { Manifest } from '../../constructs/plan/resource';
import { prepare } from '../../policies/prepare';
import { change, kubernetes } from '../cli/preview/meaning/blast-radius/support';
import { CHANGES, type Parts } from './restarts/changes';
import { type Cluster, NAMESPACE, startCluster } from './restarts/cluster';
import { rollOut, start } from './restarts/rollouts';
import { type Kind, workload } from './restarts/workloads';
import { eventually } from './support/eventually';
import type { KubernetesApi, LiveObject } from './support/kubernetes-api';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

const KINDS: readonly Kind[] = ['DaemonSet', 'Deployment', 'StatefulSet'];

describe.each(KINDS)('pods of a %s are exchanged', (kind) => {
  test('for what the preview says, and for nothing else', async () => {
    const said: string[] = [];
    const seen: string[] = [];
    await Promise.all(
      Object.entries(CHANGES).map(async ([what, [was, is]], index) => {
        const name = `${kind.toLowerCase()}-${index}`;
        const [before, after] = [was, is].map((parts: Parts) => workload(kind, name, parts)) as [Manifest, Manifest];
        if (restartsIn(change([kubernetes(before)], [kubernetes(after)])).length > 0) said.push(what);
        if (await isExchanged(cluster.api, before, after)) seen.push(what);
      }),
    );
    expect(said.sort()).toEqual(seen.sort());
    expect(said.length).toBeGreaterThan(5);
  });
});

describe('while pods are exchanged', () => {
  const rolling = (maxUnavailable: number | string, maxSurge: number | string) => ({
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } },
  });
  const update = (rest: object) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: rest } });

  test.each<[string, Kind, object, number]>([
    ['its usual shares', 'Deployment', { replicas: 3 }, 3],
    ['one pod', 'Deployment', { replicas: 1 }, 1],
    ['shares that round', 'Deployment', { replicas: 4, ...rolling('30%', '30%') }, 4],
    ['nothing more and nothing less', 'Deployment', { replicas: 3, ...rolling(0, 1) }, 3],
    ['no room', 'Deployment', { replicas: 3, ...rolling(2, 0) }, 3],
    ['all at once', 'Deployment', { replicas: 3, strategy: { type: 'Recreate' } }, 3],
    ['one pod of a set', 'StatefulSet', { replicas: 1 }, 1],
    ['several pods of a set', 'StatefulSet', { replicas: 3 }, 3],
    ['a pod on each node', 'DaemonSet', {}, 3],
    ['two nodes at once', 'DaemonSet', update({ maxUnavailable: 2 }), 3],
    ['pods beside the old ones', 'DaemonSet', update({ maxSurge: 1, maxUnavailable: 0 }), 3],
  ])('%s: as many of them are available as the preview says', async (what, kind, spec, pods) => {
    const name = what.replace(/\W+/g, '-').toLowerCase();
    const before = workload(kind, name, { spec });
    const after = workload(kind, name, { spec, container: { image: 'registry.example.com/a:2' } });
    await start(cluster.api, before, pods);
    const rollout = rolloutOf(after, pods);
    expect(rollout).toHaveProperty('left');
    const { left, surge } = rollout as { readonly left: number; readonly surge: number };
    expect(await rollOut(cluster.api, after)).toEqual({ least: left, most: pods + surge, old: 0 });
  });

  test.each<[string, Kind, object, number]>([
    ['a deployment that is paused', 'Deployment', { replicas: 2, paused: true }, 2],
    ['a set that waits for its pods to go', 'StatefulSet', { replicas: 2, updateStrategy: { type: 'OnDelete' } }, 2],
    ['a set behind its partition', 'StatefulSet', { replicas: 2, ...update({ partition: 2 }) }, 2],
    ['a daemon that waits for its pods to go', 'DaemonSet', { updateStrategy: { type: 'OnDelete' } }, 3],
  ])('%s keeps the pods that it has', async (what, kind, spec, pods) => {
    const name = what.replace(/\W+/g, '-').toLowerCase();
    const { paused: _, ...running } = spec as { paused?: boolean };
    await start(cluster.api, workload(kind, name, { spec: running }), pods);
    const after = workload(kind, name, { spec, container: { image: 'registry.example.com/a:2' } });
    expect(rolloutOf(after, pods)).toHaveProperty('waitsFor');
    expect(await rollOut(cluster.api, after)).toEqual({ least: pods, most: pods, old: pods });
  });
});

describe('a budget keeps as many pods as the preview says', () => {
  const PODS = 7;
  const name = 'budgeted';

  beforeAll(() => start(cluster.api, workload('Deployment', name, { spec: { replicas: PODS } }), PODS));

  test.each<[string, object]>([
    ['a number', { minAvailable: 3 }],
    ['all but a number', { maxUnavailable: 2 }],
    ['a share', { minAvailable: '50%' }],
    ['all but a share', { maxUnavailable: '30%' }],
    ['none', { minAvailable: 0 }],
  ])('%s', async (_, spec) => {
    const [deployment, budget] = [
      kubernetes(workload('Deployment', name, { spec: { replicas: PODS } })),
      kubernetes({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name, namespace: NAMESPACE },
        spec: { ...spec, selector: { matchLabels: { app: name } } },
      }),
    ];
    const { metadata } = await cluster.api.apply(budget.object);
    const kept = await eventually(
      async () => {
        const { status } = (await cluster.api.get(budget.object)) as any;
        return status?.observedGeneration === (metadata as any).generation
          ? { kept: status.desiredHealthy }
          : undefined;
      },
      { what: 'a budget that is counted', timeoutMs: 60_000 },
    );
    await cluster.api.delete(budget.object);
    expect(kept).toEqual({ kept: keptByBudget(deployment, PODS, prepare({ resources: [deployment, budget] })) });
  });
});

/** Whether the controller makes another revision of the pods. */
async function isExchanged(api: KubernetesApi, before: Manifest, after: Manifest): Promise<boolean> {
  await api.apply(before);
  const first = await revisions(api, await observed(api, before));
  const { metadata } = await api.apply(after);
  const second = await revisions(api, await observed(api, after));
  expect(metadata.uid).toBeDefined();
  return second.size > first.size;
}

function observed(api: KubernetesApi, object: Manifest): Promise<LiveObject> {
  const isObserved = async () => {
    const live = await api.get(object);
    const { status, metadata } = live as any;
    return status?.observedGeneration === metadata.generation && (await revisions(api, live!)).size > 0
      ? live
      : undefined;
  };
  return eventually(isObserved, { what: `${object.kind} ${object.metadata.name} is observed`, timeoutMs: 60_000 });
}

/** A Deployment makes a ReplicaSet of each template, the others write it down. */
async function revisions(api: KubernetesApi, { kind, metadata }: LiveObject): Promise<ReadonlySet<string>> {
  const all = await api.list('apps/v1', kind === 'Deployment' ? 'ReplicaSet' : 'ControllerRevision', NAMESPACE);
  const own = all.filter(({ metadata: { ownerReferences = [] } }: any) => ownerReferences[0]?.uid === metadata.uid);
  return new Set(own.map(({ metadata }) => metadata.name));
}
