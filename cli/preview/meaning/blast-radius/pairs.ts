import { otherIdsOf } from '../../../../constructs/plan/formerly';
import { identityOf } from '../../../../constructs/plan/identity';
import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';

/** A resource as it was and as it will be. */
export interface Both {
  readonly before: Resource;
  readonly after: Resource;
}

/** What changes and stays what it is, to Kubernetes and to Pulumi. */
export function changedIn({ pairs }: Comparison): readonly Both[] {
  return bothOf(pairs).filter(staysItself);
}

/** What is called otherwise, and is another one to Kubernetes or to Pulumi. */
export function renamedIn({ pairs }: Comparison): readonly Both[] {
  return bothOf(pairs).filter((both) => !staysItself(both));
}

/** What changes and stays what it is, and is called otherwise: an object in another version, or a path that Pulumi was told of. */
export function retoldIn(comparison: Comparison): readonly Both[] {
  return changedIn(comparison).filter(({ before, after }) => before.id !== after.id);
}

/** Whether Pulumi takes what comes for what was there: it finds it by its id, or by one that it had before. */
export function isFound({ before, after }: Both): boolean {
  return before.id === after.id || otherIdsOf(after).includes(before.id);
}

/** Whether it is found and kept: Kubernetes renames nothing, whatever Pulumi was told. */
export function staysItself(both: Both): boolean {
  const { before, after } = both;
  return isFound(both) && (after.api === 'vault' || identityOf(before) === identityOf(after));
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
