import { type ImmutableChange, immutableChanges } from '../../../../constructs/plan/immutable';
import { factsOf, kindOf } from '../../../../constructs/plan/kinds';
import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import type { GateId } from '../../gates/gate';
import { called } from './called';
import { goesAlong } from './data/goes-along';
import { type Both, changedIn } from './pairs';

/** The worst first. */
const OUTCOMES: readonly ImmutableChange['outcome'][] = ['replaced', 'refused', 'ignored'];

/** Changes of fields that do not change: what is deleted and made anew, what is refused, and what comes to nothing. */
export function immutable(comparison: Comparison): readonly Finding[] {
  return changedIn(comparison).flatMap(findingOf);
}

function findingOf({ before, after }: Both): readonly Finding[] {
  const changes = immutableChanges(before, after);
  const outcome = OUTCOMES.find((one) => changes.some((change) => change.outcome === one));
  if (outcome === undefined) return [];
  const first = changes.filter((change) => change.outcome === outcome);
  const rest = changes.filter((change) => change.outcome !== outcome);
  const gate = outcome === 'ignored' ? undefined : gateOf(after);
  const details = [...rest.map((change) => sayOne(change)), ...claimsStay(before, outcome)];
  return [
    {
      topic: 'immutable',
      effect: outcome === 'ignored' ? 'neutral' : 'worse',
      subject: after.id,
      says: `${called(after)} ${SAYS[outcome](first)}`,
      ...(details.length > 0 && { details }),
      ...(gate && { gate }),
      resources: [after.id],
    },
  ];
}

const SAYS: Readonly<Record<ImmutableChange['outcome'], (changes: readonly ImmutableChange[]) => string>> = {
  replaced: (changes) => `is deleted and made anew for another ${fieldsIn(changes)}, which cannot change`,
  refused: (changes) =>
    `does not take another ${fieldsIn(changes)}: ${refuser(changes)} refuses it, and the deployment ends there`,
  ignored: (changes) => `is left as it is by another ${fieldsIn(changes)}, which is read once, when it is made`,
};

function sayOne(change: ImmutableChange): string {
  const says = { replaced: 'cannot change', refused: `is refused by ${refuser([change])}`, ignored: 'is read once' };
  return `another ${change.field} ${says[change.outcome]}`;
}

function fieldsIn(changes: readonly ImmutableChange[]): string {
  return changes.map(({ field }) => field).join(', ');
}

function refuser([change]: readonly ImmutableChange[]): string {
  return change?.refusedBy === 'webhook' ? 'its operator' : 'Kubernetes';
}

/** A claim outlives what it was made for, unless that says otherwise, and is found again by its name. */
function claimsStay(resource: Resource, outcome: ImmutableChange['outcome']): readonly string[] {
  if (resource.api !== 'kubernetes' || resource.kind !== 'StatefulSet' || outcome !== 'replaced') return [];
  return goesAlong(resource.object)?.goes === true
    ? []
    : ['its claims stay as they are, of whatever size they were made'];
}

/** The way past it is to delete what is there: with what it holds, or while nobody serves. */
export function gateOf(resource: Resource): GateId | undefined {
  if (resource.data) return 'data-loss';
  return isServing(resource) ? 'unavailable-rollout' : undefined;
}

function isServing(resource: Resource): boolean {
  if (resource.api !== 'kubernetes') return false;
  const kind = kindOf(resource.object);
  const { keeps } = factsOf(kind);
  return keeps === 'replicas' || keeps === 'each-node' || SERVES.includes(kind);
}

/** What others reach pods by, or what runs them without a template of its own. */
const SERVES: readonly string[] = ['Pod', 'Service', 'postgresql.cnpg.io/Pooler'];
