import type { Row } from './overview';
import { portsText } from './ports';

/** Ends that are told as one. */
export interface Bundle {
  /** The name of the only member, or what they have in common: `every workload (6)`. */
  readonly name: string;
  readonly members: readonly string[];
}

/** Rows told together: each of `from` can open these ports on each of `to`. */
export interface Gathered extends Pick<Row, 'ports' | 'outcome' | 'note'> {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface Line extends Pick<Row, 'ports' | 'outcome' | 'note'> {
  readonly from: Bundle;
  readonly to: Bundle;
}

/** One workload or two are named; of more, it is said that it is all of them. */
const FEW = 2;

/** The same connections with everything alike in one row, from the end that makes fewer. */
export function gather(rows: readonly Row[]): readonly Gathered[] {
  const singles = rows.map((row) => ({ ...row, from: [row.from], to: [row.to] }));
  const byTarget = together(together(singles, 'from'), 'to');
  const bySource = together(together(singles, 'to'), 'from');
  return bySource.length < byTarget.length ? bySource : byTarget;
}

/**
 * A line for each pair, but one for all workloads where they are alike.
 *
 * Where nothing is restricted, everybody can reach everybody: a line for each pair would hide what matters.
 */
export function linesOf(rows: readonly Row[], workloads: readonly string[]): readonly Line[] {
  return linesOfGathered(gather(rows), workloads);
}

/** The same of what is gathered already. */
export function linesOfGathered(gathered: readonly Gathered[], workloads: readonly string[]): readonly Line[] {
  const lines = gathered.flatMap(({ from, to, ...rest }) =>
    bundles(from, workloads).flatMap((source) =>
      bundles(to, workloads).map((target): Line => ({ ...rest, from: source, to: target })),
    ),
  );
  // Each key once: there are many more comparisons than lines.
  const keyed = lines.map((line) => ({ line, key: keyOf(line) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line);
}

/** How many lines that would be, without making them. */
export function countOfLines(gathered: readonly Gathered[], workloads: readonly string[]): number {
  return gathered.reduce(
    (sum, { from, to }) => sum + bundles(from, workloads).length * bundles(to, workloads).length,
    0,
  );
}

/** Every workload as one, where it is every one; the rest each by itself. */
export function bundles(names: readonly string[], workloads: readonly string[]): readonly Bundle[] {
  const given = new Set(names);
  const every = workloads.length > FEW && workloads.every((name) => given.has(name));
  if (!every) return names.map((name) => ({ name, members: [name] }));
  const ours = new Set(workloads);
  const rest = names.filter((name) => !ours.has(name)).map((name) => ({ name, members: [name] }));
  return [{ name: `every workload (${workloads.length})`, members: workloads }, ...rest];
}

/** Joins what differs in one end only. */
function together(rows: readonly Gathered[], end: 'from' | 'to'): readonly Gathered[] {
  const found = new Map<string, { row: Gathered; readonly ends: string[] }>();
  for (const row of rows) {
    const other = end === 'from' ? row.to : row.from;
    const key = JSON.stringify([other, portsText(row.ports), row.outcome, row.note]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { row, ends: [...row[end]] });
    else known.ends.push(...row[end]);
  }
  return [...found.values()].map(({ row, ends }) => ({ ...row, [end]: ends }));
}

function keyOf({ from, to, ports }: Line): string {
  return JSON.stringify([from.name, to.name, portsText(ports)]);
}
