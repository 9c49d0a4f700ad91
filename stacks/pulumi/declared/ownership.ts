import type * as pulumi from '@pulumi/pulumi';
import type { Manifest, Plan, Resource } from '../../../constructs';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';

/** What becomes of fields that somebody else writes, too. */
export interface Ownership {
  /** What the plugin is told of it. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Which fields are declared once, and are another's from then on. */
  readonly options: Pick<pulumi.CustomResourceOptions, 'ignoreChanges'>;
}

/**
 * Where the next deploy takes back what somebody has changed by hand, and why that is safe. By group and kind.
 *
 * What bounds a namespace is taken back as well. Anywhere else the run ends at the conflict, which names the field and who
 * has it. By itself the plugin takes over what any kubectl has written, but for a number of pods, whatever is said here.
 */
const TAKEN_BACK: Readonly<Record<string, string>> = {
  'apps/DaemonSet': 'a rollback by hand ends with the next deploy',
  'apps/Deployment': 'so does a number of pods that somebody scaled to, unless an autoscaler has it',
  'apps/StatefulSet': 'the same',
  'autoscaling/HorizontalPodAutoscaler': 'a limit that was raised in an incident is written down, or it ends',
  'keda.sh/ScaledObject': 'the same',
  'batch/CronJob': 'one that was suspended runs again',
  Namespace: 'its labels say which pods it admits, and whether they are in the mesh',
};

/** What scales a workload by itself, and so has its number of pods. */
const AUTOSCALERS: ReadonlySet<string> = new Set(['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject']);

const NOBODY_ELSES: Ownership = { annotations: {}, options: {} };

/** Who owns which field of the resources of a plan. */
export class Ownerships {
  private readonly scaled: ReadonlySet<string>;

  constructor({ resources }: Pick<Plan, 'resources'>) {
    this.scaled = new Set(resources.flatMap((resource) => (resource.api === 'vault' ? [] : scaledBy(resource.object))));
  }

  of(resource: Resource): Ownership {
    if (resource.api === 'vault') return NOBODY_ELSES;
    const { object } = resource;
    return {
      annotations: isTakenBack(kindOf(object)) ? { 'pulumi.com/patchForce': 'true' } : {},
      options: this.scaled.has(called(object.kind, object)) ? { ignoreChanges: ['spec.replicas'] } : {},
    };
  }
}

function isTakenBack(kind: string): boolean {
  return Object.hasOwn(TAKEN_BACK, kind) || factsOf(kind).guards !== undefined;
}

function scaledBy(object: Manifest): string[] {
  if (!AUTOSCALERS.has(kindOf(object))) return [];
  const { scaleTargetRef: target } = object['spec'] as { readonly scaleTargetRef: { kind?: string; name: string } };
  // KEDA takes a Deployment where the kind is left out.
  return [called(target.kind ?? 'Deployment', { metadata: { ...object.metadata, name: target.name } })];
}

function called(kind: string, { metadata: { namespace = '', name } }: Pick<Manifest, 'metadata'>): string {
  return `${kind} ${namespace}/${name}`;
}
