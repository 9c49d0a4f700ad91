import { canonical } from '../../../../../constructs/plan/diff/canonical';
import { bodyKind, bodyOf } from '../../../../../constructs/plan/diff/renames';
import { kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource, Resource, VaultResourcePlan } from '../../../../../constructs/plan/resource';
import { isAbsent } from '../../../../../policies/fields';
import { tryRead } from '../../../../../policies/read';
import { Unknowable } from '../../../../../policies/unknowable';
import { NOTHING, type Trait, unranked } from './trait';

/** How the traits of a kind of resource are read. */
export interface Reading<R extends Resource = Resource> {
  /** @throws Unknowable when it cannot be told. */
  read(resource: R): readonly Trait[];
  /** What is so where there is none. @default - nothing: what is not there does nothing */
  readonly without?: readonly Trait[];
  /** Set where another analysis tells what cannot be read. @default - it is told */
  readonly isToldElsewhere?: true;
}

/** Readings by kind, in any of its versions: `apps/Deployment`. */
export type KubernetesReadings = Readonly<Record<string, KubernetesReading>>;

/** The reading of a resource among those of several kinds. */
export function byKind(readings: KubernetesReadings): (resource: KubernetesResource) => KubernetesReading | undefined {
  return ({ object }) => {
    const kind = kindOf(object);
    // A kind may be called `constructor`.
    return Object.hasOwn(readings, kind) ? readings[kind] : undefined;
  };
}

export type KubernetesReading = Reading<KubernetesResource>;
export type VaultReading = Reading<VaultResourcePlan>;

/** The traits of a resource. One that cannot be read may do anything, and what it was or becomes cannot be ranked. */
export function traitsOf<R extends Resource>(resource: R, { read, isToldElsewhere }: Reading<R>): readonly Trait[] {
  const traits = tryRead(() => read(resource));
  if ('value' in traits) return traits.value;
  const { error } = traits;
  if (!(error instanceof Unknowable)) throw error;
  if (isToldElsewhere) return [];
  return [{ may: `do what cannot be told, since ${error.message} (${error.field})` }, whole(resource)];
}

/** A kind that bears on security and of which nobody can tell what one says: a new one, another and none cannot be ranked. */
export const OPAQUE: Reading = {
  read: (resource) => [whole(resource)],
  without: [unranked('what it says', NOTHING, { isShown: false })],
};

/** All that is said, to be compared and never shown. */
function whole(resource: Resource): Trait {
  const { metadata: _, ...body } = bodyOf(resource);
  return unranked('what it says', canonical(bodyKind(resource), body), { isShown: false });
}

/** A part of a resource, to be compared whole and never shown. */
export function part(of: string, resource: Resource, value: unknown): Trait {
  return unranked(of, isAbsent(value) ? NOTHING : canonical(bodyKind(resource), value), { isShown: false });
}
