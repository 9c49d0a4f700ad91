import { identityOf } from '../../../../../constructs/plan/identity';
import { immutableChanges } from '../../../../../constructs/plan/immutable';
import { kindOf } from '../../../../../constructs/plan/kinds';
import type { Resource } from '../../../../../constructs/plan/resource';
import type { Comparison } from '../../../comparison';
import { type Both, changedIn, goneIn, renamedIn } from '../pairs';
import { type DataChange, loss } from './change';
import { goesAlong } from './goes-along';

/** What is deleted or made anew, with what it holds. */
export function lost(comparison: Comparison): readonly DataChange[] {
  const isKept = comparison.before.plan.data === 'protected';
  const anew = changedIn(comparison).filter(({ before, after }) =>
    immutableChanges(before, after).some(({ outcome }) => outcome === 'replaced'),
  );
  return [
    ...goneIn(comparison).flatMap((resource) => deleted(resource, isKept)),
    ...renamedIn(comparison).flatMap(({ before, after }) => madeAnew(before, after, isKept)),
    ...anew.flatMap((both) => replaced(both, isKept)),
  ];
}

/** What goes with a resource besides itself. */
const WITH_IT: Readonly<Record<string, string>> = {
  Namespace: 'everything in it',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of its kind',
};

function deleted(resource: Resource, isKept: boolean): readonly DataChange[] {
  if (!resource.data) return leftOf(resource);
  if (isKept) return [loss(resource, `is no longer declared, and Pulumi refuses to delete it, since it is protected`)];
  const also = (resource.api === 'kubernetes' && WITH_IT[kindOf(resource.object)]) || 'what it holds';
  return [loss(resource, `is deleted, and ${also} with it`)];
}

function madeAnew(before: Resource, after: Resource, isKept: boolean): readonly DataChange[] {
  if (!before.data) return leftOf(before);
  const name = identityOf(after);
  if (name === identityOf(before)) return [loss(after, `is deleted as an older version of itself`)];
  const old = isKept ? 'the old one is protected, and Pulumi refuses to delete it' : 'the old one is deleted';
  return [loss(before, `is followed by ${name}, which is empty; ${old}`)];
}

function sayReplaced(isKept: boolean): string {
  if (isKept) return `would be made anew, empty, and Pulumi refuses to, since it is protected`;
  return `is made anew, empty`;
}

/** What somebody keeps for an object that holds nothing itself. */
function leftOf(resource: Resource): readonly DataChange[] {
  const kept = resource.api === 'kubernetes' ? goesAlong(resource.object) : undefined;
  if (kept === undefined) return [];
  if (kept.goes) return [loss(resource, `is deleted, and ${kept.what} with it`)];
  const says = `is deleted; ${kept.what} stay, and nothing declares them any more`;
  return [{ resource, effect: 'neutral', says, isLoss: false }];
}

/** What comes after it takes up what stays, and finds nothing of what goes. */
function replaced({ before, after }: Both, isKept: boolean): readonly DataChange[] {
  if (after.data) return [loss(after, sayReplaced(isKept))];
  const kept = before.api === 'kubernetes' ? goesAlong(before.object) : undefined;
  return kept?.goes ? [loss(after, `is made anew, without ${kept.what}`)] : [];
}
