import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';

/** A resource as it was and as it will be. */
export interface Both {
  readonly before: Resource;
  readonly after: Resource;
}

/** What changes and stays what it is, to Kubernetes and to Pulumi. */
export function changedIn({ pairs }: Comparison): readonly Both[] {
  return bothOf(pairs).filter(({ before, after }) => before.id === after.id);
}

/** What is the same in another version of its kind, or under another name in its namespace. */
export function renamedIn({ pairs }: Comparison): readonly Both[] {
  return bothOf(pairs).filter(({ before, after }) => before.id !== after.id);
}

/** What only the earlier plan has. */
export function goneIn({ pairs }: Comparison): readonly Resource[] {
  return pairs.flatMap(({ before, after }) => (before !== undefined && after === undefined ? [before] : []));
}

function bothOf(pairs: Comparison['pairs']): readonly Both[] {
  return pairs.flatMap(({ before, after }) => (before === undefined || after === undefined ? [] : [{ before, after }]));
}

/** The resources of a plan by their ids. */
export function byId(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [resource.id, resource]));
}
