import { calledInFull } from '../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { kubernetesResource, type Manifest } from '../../../constructs/plan/resource';
import { looksLikePods } from '../../containers';
import type { CustomKinds } from '../../custom-kinds';
import { type Fields, isFields } from '../../fields';
import { tryRead } from '../../read';
import { Workloads } from '../../workloads';
import type { ObjectRead, Objects } from '../result';
import { counted } from './counted';
import type { Workload } from './workload';

/** What of an input has no pods that are known, and why: each kind of reason is told once. */
export class Absent {
  /** Objects that describe pods and make none. */
  private readonly described: string[] = [];
  /** Objects of which somebody may make pods that the input does not describe. */
  private readonly makers: string[] = [];
  /** Workloads that have none now. */
  private readonly ended: string[] = [];
  private readonly counts: Workloads;
  private readonly custom: CustomKinds;

  constructor(objects: Objects, custom: CustomKinds) {
    this.custom = custom;
    this.counts = new Workloads({
      of: (...kinds) =>
        objects
          .filter(({ object }) => kinds.includes(kindOf(object)))
          .map(({ object, path }) => kubernetesResource(object, path)),
    });
  }

  /** Whether a workload has no pods: it is done, or there are to be none. */
  hasNone(resource: ObjectRead): boolean {
    const { object } = resource;
    const none = isDone(object) || this.isScaledToNone(resource);
    if (none) this.ended.push(object.kind);
    return none;
  }

  /** The pods that an object makes; one that makes none is noted, where it describes some or others may make them. */
  noted(object: Manifest, made: readonly Workload[]): readonly Workload[] {
    if (made.length === 0) this.note(object);
    return made;
  }

  private note(object: Manifest): void {
    const kind = kindOf(object);
    const { operated, opaque, copied, guards } = factsOf(kind);
    if (operated !== undefined) this.makers.push(calledInFull(object));
    else if (guards === undefined && (copied || opaque || this.custom.isClusterWide(object))) {
      if (!NAMED_BY_AUTHORS.includes(kind) && looksLikePods(object)) this.described.push(object.kind);
    } else if (isCustom(kind) && !this.custom.holdsNoPods(object) && looksLikePods(object)) {
      // It makes none itself, so they are those of objects that it holds.
      this.makers.push(calledInFull(object));
    }
  }

  /** Who may make pods that the input does not hold. */
  get mayMake(): readonly string[] {
    return this.makers;
  }

  /** In sentences, each with how many there are. */
  notes(): readonly string[] {
    const [described, ended] = [counted(this.described), counted(this.ended)];
    return [
      described && `described, but not made, are the pods of what others copy, or are held to: ${described}`,
      ended && `left out is what has no pods, being finished or scaled to none: ${ended}`,
    ].filter((note) => note !== '');
  }

  /** By itself, while nobody else says how many there are. */
  private isScaledToNone({ object, path }: ObjectRead): boolean {
    const spec: Fields = isFields(object['spec']) ? object['spec'] : {};
    if (kindOf(object) === 'batch/Job') return spec['parallelism'] === 0;
    if (spec['replicas'] !== 0 || factsOf(kindOf(object)).keeps !== 'replicas') return false;
    const workload = tryRead(() => this.counts.of(kubernetesResource(object, path)));
    return 'value' in workload && workload.value?.replicas.most === 0;
  }
}

/** Kubernetes' own kinds hold no other objects, and most of what there is, is of these. */
function isCustom(kind: string): boolean {
  return kind.includes('.') && factsOf(kind).guards === undefined;
}

/** Their fields may have any name. */
const NAMED_BY_AUTHORS = ['ConfigMap', 'Secret', 'apiextensions.k8s.io/CustomResourceDefinition'];

/** A pod that has ended, or a job whose pods all have. */
function isDone(object: Manifest): boolean {
  const status: Fields = isFields(object['status']) ? object['status'] : {};
  const kind = kindOf(object);
  if (kind === 'Pod') return status['phase'] === 'Succeeded' || status['phase'] === 'Failed';
  if (kind !== 'batch/Job') return false;
  const conditions: readonly unknown[] = Array.isArray(status['conditions']) ? status['conditions'] : [];
  return conditions.some(
    (one) => isFields(one) && one['status'] === 'True' && (one['type'] === 'Complete' || one['type'] === 'Failed'),
  );
}
