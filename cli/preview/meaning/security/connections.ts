import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { connectionChanges } from './connections/changes';
import { type Gathered, gathered, sentenceOf, subjectOf } from './connections/gathered';
import { type Told, toldChanges } from './connections/told';
import { told } from './told';
import type { Difference } from './traits/compare';

const ABOUT = { topic: 'connection', gate: 'wider-reachability' } as const;

/**
 * What becomes possible and what impossible, inside and outside, by reachability over both plans.
 *
 * What may be open counts as open. What comes or goes with a workload is told with it, and what many ends have in common
 * is told once.
 */
export function connections(comparison: Comparison): readonly Finding[] {
  const changes = connectionChanges(comparison);
  const all = toldChanges(changes, comparison);
  return [
    ...ofWholeWorkloads(all.filter(({ whole }) => whole !== undefined)),
    ...ofPairs(all.filter(({ whole }) => whole === undefined)),
    ...unread(changes.before.unknowns, changes.after.unknowns),
  ];
}

/** One finding for each workload that came or went, what it is for before what it takes to run. */
function ofWholeWorkloads(all: readonly Told[]): readonly Finding[] {
  const byWorkload = groups(all, ({ whole }) => whole!.id);
  return [...byWorkload].flatMap(([subject, changes]) => {
    const { name, is } = changes[0]!.whole!;
    return findings({ subject, called: `${name} is ${is}` }, gathered(changes));
  });
}

/** One finding for each pair, or for all pairs of which the same is to be told. */
function ofPairs(all: readonly Told[]): readonly Finding[] {
  return [...groups(gathered(all), subjectOf)].flatMap(([subject, some]) => findings({ subject }, some));
}

function findings(
  about: { readonly subject: string; readonly called?: string },
  all: readonly Gathered[],
): readonly Finding[] {
  const differences = all.map((one): Difference => ({ effect: one.changes[0]!.effect, says: sentenceOf(one) }));
  const connections = all.flatMap(({ changes }) => changes.map(({ change }) => change));
  return told({ ...ABOUT, ...about }, differences).map((one) => ({ ...one, connections }));
}

/** What cannot be read at all may let anything through. */
function unread(before: readonly string[], after: readonly string[]): readonly Finding[] {
  const of = (more: readonly string[], less: readonly string[]) => more.filter((one) => !less.includes(one));
  return [
    ...of(after, before).flatMap((says) => told({ ...ABOUT, subject: says }, [{ effect: 'worse', says }])),
    ...of(before, after).flatMap((says) =>
      told({ ...ABOUT, subject: says }, [{ effect: 'better', says: `no longer: ${says}` }]),
    ),
  ];
}

function groups<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const known = found.get(keyOf(one));
    if (known === undefined) found.set(keyOf(one), [one]);
    else known.push(one);
  }
  return found;
}
