import type { KubernetesResource, Resource } from '../../../../../constructs/plan/resource';
import type { Ban } from './ban';
import { type Bounds, NO_BOUNDS } from './bounds';
import type { Guard } from './guard';

/** All policies of one kind on one side, each read once, found by the namespace of the pods. */
export class PoliciesOfSide {
  private readonly byId = new Map<string, Bounds>();
  private readonly guards = new Map<string | undefined, Guard[]>();
  private readonly bans = new Map<string | undefined, Ban[]>();

  constructor(policies: readonly KubernetesResource[], read: (resource: KubernetesResource) => Bounds) {
    for (const resource of policies) {
      const bounds = read(resource);
      this.byId.set(resource.id, bounds);
      for (const guard of bounds.guards) append(this.guards, guard.namespace, guard);
      for (const ban of bounds.bans) append(this.bans, ban.namespace, ban);
    }
  }

  /** What one policy is, where there is one. */
  of(resource: Resource | undefined): Bounds {
    return (resource && this.byId.get(resource.id)) ?? NO_BOUNDS;
  }

  /** All that may select pods that one of these selects: those of its namespace, and those of the whole mesh. */
  near({ guards, bans }: Bounds): Pick<Bounds, 'guards' | 'bans'> {
    const places = [...guards, ...bans].map(({ namespace }) => namespace);
    return { guards: found(this.guards, places), bans: found(this.bans, places) };
  }
}

function found<T>(
  byPlace: ReadonlyMap<string | undefined, readonly T[]>,
  places: readonly (string | undefined)[],
): readonly T[] {
  // One of the whole mesh is about every namespace.
  const wanted = places.includes(undefined) ? [...byPlace.keys()] : [...new Set([...places, undefined])];
  return wanted.flatMap((place) => byPlace.get(place) ?? []);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
