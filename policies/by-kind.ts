import { kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource } from '../constructs/plan/resource';

/** Objects by their kinds, as `kindOf` writes them, each kind in the order of the objects. */
export type ByKind = ReadonlyMap<string, readonly KubernetesResource[]>;

/** Looked through once, where many ask for the objects of one kind. */
export function groupByKind(objects: readonly KubernetesResource[]): ByKind {
  const groups = new Map<string, KubernetesResource[]>();
  for (const resource of objects) {
    const kind = kindOf(resource.object);
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [resource]);
    else group.push(resource);
  }
  return groups;
}
