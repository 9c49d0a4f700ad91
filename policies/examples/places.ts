import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { type Container, LISTS } from '../containers';

/** Where an example is put to be judged, and the field under which it is then found. */
export interface Place {
  readonly where: string;
  readonly field: string;
  readonly object: Manifest;
}

/** A kind that makes pods, and where in it the pod is. */
interface PodMaker {
  readonly apiVersion: string;
  readonly kind: string;
  readonly at: string;
}

/** Kinds of Kubernetes, of operators, and one that nobody knows: whatever makes pods is judged alike. */
const POD_MAKERS: readonly PodMaker[] = [
  { apiVersion: 'v1', kind: 'Pod', at: 'spec' },
  { apiVersion: 'v1', kind: 'PodTemplate', at: 'template.spec' },
  { apiVersion: 'v1', kind: 'ReplicationController', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'Deployment', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', at: 'spec.template.spec' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', at: 'spec.template.spec' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', at: 'spec.template.spec' },
  { apiVersion: 'batch/v1', kind: 'CronJob', at: 'spec.jobTemplate.spec.template.spec' },
  { apiVersion: 'batch/v1', kind: 'Job', at: 'spec.template.spec' },
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Pooler', at: 'spec.template.spec' },
  { apiVersion: 'example.com/v1', kind: 'NobodyKnowsThis', at: 'spec.shards[0].pod.spec' },
];

const NAMES = { name: 'api', namespace: 'shop' };

/** Something else that runs in the same pod, and that no example is about. */
const NEIGHBOUR = { name: 'main' };

/** A container in each list of each kind, or in some of them. */
export function placesOfContainer(
  container: object,
  lists: readonly Container['list'][] = LISTS,
  kinds?: readonly string[],
): readonly Place[] {
  return makers(kinds).flatMap((maker) =>
    lists.map((list) => {
      const pod = { containers: [NEIGHBOUR], [list]: [{ name: 'api', ...container }] };
      return { where: `${list} of a ${maker.kind}`, field: `${maker.at}.${list}[0]`, object: withPod(maker, pod, {}) };
    }),
  );
}

/** A pod of each kind, or of some of them. */
export function placesOfPod(pod: object, metadata: object = {}, kinds?: readonly string[]): readonly Place[] {
  return makers(kinds).map((maker) => ({
    where: `a ${maker.kind}`,
    field: maker.at,
    object: withPod(maker, { containers: [{ name: 'api' }], ...pod }, metadata),
  }));
}

/** An entry of a NetworkPolicy, behind one that is as it has to be. */
export function placeOfTrafficRule(direction: 'ingress' | 'egress', entry: object): Place {
  const peer = { podSelector: { matchLabels: { app: 'web' } } };
  const neighbour = { [direction === 'ingress' ? 'from' : 'to']: [peer], ports: [{ port: 8080, protocol: 'TCP' }] };
  return {
    where: `${direction} of a NetworkPolicy`,
    field: `spec.${direction}[1]`,
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: NAMES,
      spec: { podSelector: { matchLabels: { app: 'api' } }, [direction]: [neighbour, entry] },
    },
  };
}

function makers(kinds: readonly string[] | undefined): readonly PodMaker[] {
  return kinds === undefined ? POD_MAKERS : POD_MAKERS.filter((maker) => kinds.includes(kindOf(maker)));
}

function withPod(maker: PodMaker, pod: object, metadata: object): Manifest {
  const { apiVersion, kind, at } = maker;
  // The names of a Pod are its own; every other kind has a template beside the spec.
  const isPod = factsOf(kindOf(maker)).template?.length === 0;
  const [last = '', ...outer] = at.split('.').reverse();
  const template = isPod ? { [last]: pod } : { [last]: pod, metadata };
  const body = outer.reduce<object>((value, key) => {
    const list = key.endsWith('[0]');
    return { [list ? key.slice(0, -'[0]'.length) : key]: list ? [value] : value };
  }, template);
  return { apiVersion, kind, metadata: { ...NAMES, ...(isPod ? metadata : {}) }, ...body };
}
