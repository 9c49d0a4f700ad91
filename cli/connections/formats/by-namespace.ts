import { withoutNames } from '../../terminal/alike';
import type { Gathered } from '../gather';
import type { Row } from '../overview';

/** Lines of a section that people read; where there are more, they are told by namespace. */
export const READABLE = 40;

/** Lines of one section that are printed, however it is told. */
const MOST = 60;

/** Names of one namespace that are written out. */
const NAMED = 3;

/** Rows told by namespace, and how many of them are left out. */
export interface Told {
  readonly rows: readonly ToldRow[];
  readonly left: number;
}

interface ToldRow extends Pick<Gathered, 'ports' | 'outcome' | 'note'> {
  readonly from: string;
  readonly to: string;
}

/** What is gathered, by namespace, the rows of most pairs first. */
export function byNamespace(rows: readonly Gathered[], workloads: readonly string[]): Told {
  const sizes = sizesOf(workloads);
  const gathered = [...rows].sort((a, b) => pairs(b) - pairs(a) || (keyOf(a) < keyOf(b) ? -1 : 1));
  const shown = gathered.slice(0, MOST);
  return {
    rows: shown.map(({ from, to, ...rest }) => ({ ...rest, from: described(from, sizes), to: described(to, sizes) })),
    left: gathered.slice(MOST).reduce((sum, row) => sum + pairs(row), 0),
  };
}

/**
 * A sentence for each reason for which pairs are unknown: `2304 pairs, from … to …: which addresses pods have is not known`.
 *
 * Reasons that differ only in whom they are about are one, told of the first.
 */
export function byReason(rows: readonly Row[], workloads: readonly string[]): readonly string[] {
  const sizes = sizesOf(workloads);
  const reasons = new Map<string, { readonly rows: Row[]; readonly said: Set<string> }>();
  for (const row of rows) {
    const reason = row.note ?? '';
    const about = withoutNames(reason);
    const known = reasons.get(about) ?? { rows: [], said: new Set() };
    reasons.set(about, known);
    known.rows.push(row);
    known.said.add(reason);
  }
  const ordered = [...reasons.values()]
    .map(({ rows: some, said }) => ({ some, said: [...said].sort() }))
    .sort((a, b) => b.some.length - a.some.length || (a.said[0]! < b.said[0]! ? -1 : 1));
  const ends = (some: readonly Row[], end: 'from' | 'to') =>
    described([...new Set(some.map((row) => row[end]))], sizes);
  return [
    ...ordered.slice(0, MOST).map(({ some, said: [first = '', ...others] }) => {
      const more =
        others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'reason' : 'reasons'} like it`;
      return `${some.length} pairs, from ${ends(some, 'from')} to ${ends(some, 'to')}: ${first}${more}`;
    }),
    ...(ordered.length > MOST ? [`and ${ordered.length - MOST} more reasons; --from and --to narrow`] : []),
  ];
}

function pairs({ from, to }: Gathered): number {
  return from.length * to.length;
}

function keyOf({ from, to }: Gathered): string {
  return JSON.stringify([from, to]);
}

/** `every workload of shop (12), ops/web, 5 of dev and any other pod`. */
export function described(names: readonly string[], sizes: ReadonlyMap<string, number>): string {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const inside = new Map<string, string[]>();
  const outside: string[] = [];
  for (const name of names) {
    const namespace = namespaceOf(name);
    if (namespace === undefined || !sizes.has(namespace)) outside.push(name);
    else inside.set(namespace, [...(inside.get(namespace) ?? []), name]);
  }
  const found = names.length - outside.length;
  const parts =
    found === total && inside.size > 1
      ? [`every workload (${total})`]
      : [...whole(inside, sizes), ...[...inside].flatMap(([one, some]) => ofOne(one, some, sizes.get(one)!))];
  return [...parts, ...few(outside)].join(', ');
}

/** `every workload of dev, ops, shop and 5 more namespaces (48)`: the namespaces all of whose workloads are there. */
function whole(inside: ReadonlyMap<string, readonly string[]>, sizes: ReadonlyMap<string, number>): readonly string[] {
  const all = [...inside].filter(([namespace, names]) => names.length > 1 && names.length === sizes.get(namespace));
  if (all.length === 0) return [];
  const more = all.length > NAMED ? ` and ${all.length - NAMED} more namespaces` : '';
  const count = all.reduce((sum, [, names]) => sum + names.length, 0);
  const named = all.slice(0, NAMED).map(([namespace]) => namespace);
  return [`every workload of ${named.join(', ')}${more} (${count})`];
}

function ofOne(namespace: string, names: readonly string[], size: number): readonly string[] {
  if (names.length === size && size > 1) return [];
  return names.length <= NAMED ? names : [`${names.length} of ${namespace}`];
}

function few(names: readonly string[]): readonly string[] {
  if (names.length <= 2 * NAMED) return names;
  return [...names.slice(0, 2 * NAMED), `${names.length - 2 * NAMED} more`];
}

/** How many workloads each namespace has. */
export function sizesOf(workloads: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const name of workloads) {
    const namespace = namespaceOf(name);
    if (namespace !== undefined) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1);
  }
  return sizes;
}

/** Of `shop/api`, or of `Deployment shop/api` where two are called so. */
function namespaceOf(name: string): string | undefined {
  return /^(?:[A-Z]\w+ )?([a-z0-9-]+)\/\S/.exec(name)?.[1];
}
