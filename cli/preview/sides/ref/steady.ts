import { UserError } from '../../../../constructs/invalid';
import { diffPlans, isNoChange } from '../../../../constructs/plan/diff/diff-plans';
import type { Side } from '../../comparison';

/** By how much the clock is wrong when it is right. */
export const NOW = 0;

/** Far enough that every part of a date and of a time is another: 400 days, 5 hours, 7 minutes, 13.017 seconds. */
export const ANOTHER_TIME = ((400 * 24 + 5) * 60 + 7) * 60_000 + 13_017;

/** As many as tell where to look. */
const SHOWN = 3;

/**
 * Refuses what was declared otherwise at another time: it would be a change in every report.
 *
 * @throws UserError that says what differs, and what of the platform asks for it.
 */
export function assertSteady(first: readonly Side[], again: readonly Side[], reads: readonly string[]): void {
  const others = new Map(again.map(({ plan }) => [plan.environment, plan]));
  const problems = first.flatMap(({ plan }) => {
    const other = others.get(plan.environment);
    const differing = other === undefined ? [] : differingIn(diffPlans(plan, other));
    if (differing.length === 0) return [];
    return [
      `${reads.join(', ')}, and what it declares of ${plan.environment} follows from it: ` +
        `${differing.slice(0, SHOWN).join(', ')}; take it from the facts`,
    ];
  });
  if (problems.length > 0) throw new UserError(problems);
}

function differingIn(diff: ReturnType<typeof diffPlans>): readonly string[] {
  if (isNoChange(diff)) return [];
  const { changed, renamed, added, removed } = diff;
  const named = [
    ...changed.map(({ id, fields }) => `${id} (${fields.map(({ field }) => field).join(', ')})`),
    ...[...renamed, ...added, ...removed].map(({ id }) => id),
  ];
  return named.length > 0 ? named : ['who may talk to whom'];
}
