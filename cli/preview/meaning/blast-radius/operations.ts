import { changedFields } from '../../../../constructs/plan/diff/fields';
import { bodyKind, bodyOf } from '../../../../constructs/plan/diff/renames';
import { immutableChanges } from '../../../../constructs/plan/immutable';
import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import { type Both, byId, changedIn, isFound, staysItself } from './pairs';

/** What Pulumi does with one resource; what it forgets stays where it is. */
export type Operation = 'create' | 'update' | 'replace' | 'delete' | 'forget';

/**
 * What Pulumi has to do for a change, as far as that is known without asking it, by id.
 *
 * It knows nothing of construct paths or patches, and an order in which things are made changes nothing that is there. A
 * resource of another name is another one, unless Pulumi was told that it is not.
 */
export function operationsOf(comparison: Comparison): ReadonlyMap<string, Operation> {
  const { diff, before, after } = comparison;
  const [was, is] = [byId(before.plan.resources), byId(after.plan.resources)];
  // What is kept is protected, too: that it is let go at all is for its owner to say first.
  const goneAs = ({ data }: Resource) => (data && before.plan.data === 'protected' ? 'forget' : 'delete');
  const operations = new Map<string, Operation>();
  for (const { id } of diff.added) operations.set(id, 'create');
  for (const resource of diff.removed) operations.set(resource.id, goneAs(resource));
  for (const { was: old, id } of diff.renamed) {
    const both = { before: was.get(old)!, after: is.get(id)! };
    if (!isFound(both)) operations.set(old, goneAs(both.before)).set(id, 'create');
    else if (!staysItself(both)) operations.set(id, 'replace');
  }
  for (const pair of changedIn(comparison)) {
    const operation = changeOf(pair);
    if (operation !== undefined) operations.set(pair.after.id, operation);
  }
  return operations;
}

function changeOf({ before, after }: Both): Operation | undefined {
  const isSame = changedFields(bodyKind(after), bodyOf(before), bodyOf(after)).length === 0;
  if (isSame) return undefined;
  return immutableChanges(before, after).some(({ outcome }) => outcome === 'replaced') ? 'replace' : 'update';
}
