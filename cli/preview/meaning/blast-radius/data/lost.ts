import { identityOf } from '../../../../../constructs/plan/identity';
import { immutableChanges } from '../../../../../constructs/plan/immutable';
import { kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource, Resource } from '../../../../../constructs/plan/resource';
import { isGroup } from '../../../../../constructs/props/props';
import type { Comparison } from '../../../comparison';
import { changedIn, goneIn, renamedIn } from '../pairs';
import { valueAt } from '../value-at';
import { type DataChange, loss } from './change';

/** What is deleted or made anew, with what it holds. */
export function lost(comparison: Comparison): readonly DataChange[] {
  const isKept = comparison.before.plan.data === 'protected';
  const replaced = changedIn(comparison).filter(({ before, after }) =>
    immutableChanges(before, after).some(({ outcome }) => outcome === 'replaced'),
  );
  return [
    ...goneIn(comparison).flatMap((resource) => deleted(resource, isKept)),
    ...renamedIn(comparison).flatMap(({ before, after }) => madeAnew(before, after, isKept)),
    ...replaced.filter(({ after }) => after.data).map(({ after }) => loss(after, sayReplaced(isKept))),
  ];
}

/** What goes with a resource besides itself. */
const WITH_IT: Readonly<Record<string, string>> = {
  Namespace: 'everything in it',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of its kind',
};

function deleted(resource: Resource, isKept: boolean): readonly DataChange[] {
  if (!resource.data) return resource.api === 'kubernetes' ? claimsOf(resource) : [];
  if (isKept) return [loss(resource, `is no longer declared, and Pulumi refuses to delete it, since it is protected`)];
  const also = (resource.api === 'kubernetes' && WITH_IT[kindOf(resource.object)]) || 'what it holds';
  return [loss(resource, `is deleted, and ${also} with it`)];
}

function madeAnew(before: Resource, after: Resource, isKept: boolean): readonly DataChange[] {
  if (!before.data) return before.api === 'kubernetes' ? claimsOf(before) : [];
  const name = identityOf(after);
  if (name === identityOf(before)) return [loss(after, `is deleted as an older version of itself`)];
  const old = isKept ? 'the old one is protected, and Pulumi refuses to delete it' : 'the old one is deleted';
  return [loss(before, `is followed by ${name}, which is empty; ${old}`)];
}

function sayReplaced(isKept: boolean): string {
  if (isKept) return `would be made anew, empty, and Pulumi refuses to, since it is protected`;
  return `is made anew, empty`;
}

/** The claims of a StatefulSet are nobody's resources: they stay, unless it says otherwise. */
function claimsOf(resource: KubernetesResource): readonly DataChange[] {
  const templates = valueAt(resource.object, 'spec.volumeClaimTemplates');
  if (kindOf(resource.object) !== 'apps/StatefulSet' || !Array.isArray(templates) || templates.length === 0) return [];
  const policy = valueAt(resource.object, 'spec.persistentVolumeClaimRetentionPolicy');
  if (isGroup(policy) && policy['whenDeleted'] === 'Delete') {
    return [loss(resource, `is deleted, and its claims with it`)];
  }
  const says = `is deleted; its claims stay, and nothing uses them`;
  return [{ resource, effect: 'neutral', says, isLoss: false }];
}
