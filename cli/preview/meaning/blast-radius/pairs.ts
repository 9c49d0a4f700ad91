import type { FieldChange } from '../../../../constructs';
import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';

/** A resource that both plans have, and not alike. */
export interface Pair {
  readonly before: Resource;
  readonly after: Resource;
  readonly fields: readonly FieldChange[];
}

/** What changes and stays known by its id; what was renamed is made anew. */
export function pairsOf({ before, after, diff }: Comparison): readonly Pair[] {
  const [was, is] = [byId(before.plan.resources), byId(after.plan.resources)];
  return diff.changed.map(({ id, fields }) => ({ before: was.get(id)!, after: is.get(id)!, fields }));
}

/** The resources of a plan by their ids. */
export function byId(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [resource.id, resource]));
}
