import { namespaceOf } from '../constructs/plan/identity';
import { factsOf, kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource } from '../constructs/plan/resource';
import { type Fields, fieldsOf, isAbsent } from './fields';
import type { Prepared, Replicas, Workload } from './prepared';
import { tryRead } from './read';
import { Unknowable } from './unknowable';

const ROLLOUT = 'argoproj.io/Rollout';

const SCALERS: Readonly<Record<string, (spec: Fields) => Replicas>> = {
  'autoscaling/HorizontalPodAutoscaler': ({ minReplicas, maxReplicas }) => ({
    least: count(minReplicas ?? 1, 'spec.minReplicas'),
    most: count(maxReplicas, 'spec.maxReplicas'),
  }),
  // https://keda.sh/docs/2.17/reference/scaledobject-spec/
  'keda.sh/ScaledObject': ({ minReplicaCount, maxReplicaCount }) => ({
    least: count(minReplicaCount ?? 0, 'spec.minReplicaCount'),
    most: count(maxReplicaCount ?? 100, 'spec.maxReplicaCount'),
  }),
};

/** Who says how many pods each workload has: an autoscaler before the workload, a Rollout before its Deployment. */
export class Workloads {
  private readonly scalers: References;
  private readonly rollouts: References;

  constructor({ of }: Pick<Prepared, 'of'>) {
    this.scalers = new References(of(...Object.keys(SCALERS)), 'scaleTargetRef');
    this.rollouts = new References(of(ROLLOUT), 'workloadRef');
  }

  /**
   * Undefined for what is never replicated, such as a Job.
   *
   * @throws Unknowable when what decides the number of its pods cannot be read.
   */
  of(resource: KubernetesResource): Workload | undefined {
    if (factsOf(kindOf(resource.object)).keeps !== 'replicas') return undefined;
    // A Rollout runs the pods of the Deployment that it refers to, and scales that down to none.
    const runner = this.rollouts.to(resource) ?? resource;
    const scaler = this.scalers.to(runner);
    const countedBy = scaler ?? runner;
    const spec = fieldsOf(countedBy.object['spec'], 'spec');
    const scaled = SCALERS[kindOf(countedBy.object)];
    const own = scaler !== undefined && runner === resource && { autoscaler: scaler };
    try {
      return { resource, countedBy, ...own, replicas: scaled === undefined ? written(spec) : scaled(spec) };
    } catch (error) {
      throw countedBy === resource ? error : Unknowable.in(countedBy, error);
    }
  }
}

/** What refers to workloads of its namespace by a field of its spec. */
class References {
  private readonly byTarget = new Map<string, KubernetesResource>();
  private readonly broken = new Map<string, Unknowable>();
  private readonly field: string;

  constructor(all: readonly KubernetesResource[], field: string) {
    this.field = field;
    for (const resource of all) {
      const target = tryRead(() => this.targetOf(resource));
      if ('value' in target && target.value !== undefined) this.byTarget.set(target.value, resource);
      // It may be about any workload of its namespace.
      if ('error' in target) this.broken.set(namespaceOf(resource.object), Unknowable.in(resource, target.error));
    }
  }

  to({ object }: KubernetesResource): KubernetesResource | undefined {
    const broken = this.broken.get(namespaceOf(object));
    if (broken !== undefined) throw broken;
    return this.byTarget.get(`${namespaceOf(object)} ${kindOf(object)} ${object.metadata.name}`);
  }

  private targetOf({ object }: KubernetesResource): string | undefined {
    const reference = fieldsOf(object['spec'], 'spec')[this.field];
    if (isAbsent(reference)) return undefined;
    const { apiVersion = 'apps/v1', kind = 'Deployment', name } = fieldsOf(reference, `spec.${this.field}`);
    return `${namespaceOf(object)} ${kindOf({ apiVersion: `${apiVersion}`, kind: `${kind}` })} ${name}`;
  }
}

/** A count that is left out may be that of an autoscaler which is not in the plan. */
function written({ replicas }: Fields): Replicas {
  if (isAbsent(replicas)) return { least: 1, most: Number.POSITIVE_INFINITY };
  const exact = count(replicas, 'spec.replicas');
  return { least: exact, most: exact };
}

function count(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Unknowable(field, `'${value}' is no count`);
}
