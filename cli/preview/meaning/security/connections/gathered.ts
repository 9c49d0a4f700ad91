import { several } from '../told';
import type { Told } from './told';

/** Changes of which the same is to be told, each of `from` to each of `to`. */
export interface Gathered {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly changes: readonly Told[];
}

/** As many ends as a sentence names. */
const FEW = 3;

/** The same changes with everything alike in one, from the end that makes fewer: where nothing is restricted, everybody reaches everybody. */
export function gathered(changes: readonly Told[]): readonly Gathered[] {
  const singles = changes.map((change) => ({ from: [change.from], to: [change.to], changes: [change] }));
  const byTarget = together(together(singles, 'from'), 'to');
  const bySource = together(together(singles, 'to'), 'from');
  return bySource.length < byTarget.length ? bySource : byTarget;
}

/** Joins what differs in one end only. */
function together(all: readonly Gathered[], end: 'from' | 'to'): readonly Gathered[] {
  const found = new Map<
    string,
    { readonly other: readonly string[]; readonly ends: Set<string>; readonly changes: Told[] }
  >();
  for (const one of all) {
    const other = end === 'from' ? one.to : one.from;
    const { verb, what } = one.changes[0]!;
    const key = JSON.stringify([[...other].sort(), verb, what]);
    const group = found.get(key) ?? { other, ends: new Set(), changes: [] };
    for (const name of one[end]) group.ends.add(name);
    group.changes.push(...one.changes);
    found.set(key, group);
  }
  return [...found.values()].map(({ other, ends, changes }) => {
    const names = [...ends].sort();
    return end === 'from' ? { from: names, to: other, changes } : { from: other, to: names, changes };
  });
}

/** `dwcp/dwcp-worker can reach dwcp/dwcp-api on 8080/TCP`. */
export function sentenceOf({ from, to, changes }: Gathered): string {
  const { verb, what } = changes[0]!;
  return `${several(from, FEW)} ${verb} ${several(to, FEW)} ${what}`;
}

export function subjectOf({ from, to }: Gathered): string {
  return `${several(from, FEW)} → ${several(to, FEW)}`;
}
