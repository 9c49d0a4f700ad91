import type { Edge } from '../../constructs';
import { union } from '../../policies/reachability/ports';
import type { Connection, PortRange, Reachability } from '../../policies/reachability/result';
import { compare, type Declaration, type RenderedEdge } from './comparison';
import { asEnd, endsOf, type ShownEnd } from './end-names';
import { withoutImplied } from './implied';
import type { Source } from './source';

/** One line of a table, one arrow of a graph. */
export interface Row {
  /** Names of ends. */
  readonly from: string;
  readonly to: string;
  readonly ports: readonly PortRange[];
  readonly outcome: 'open' | 'unknown';
  /** By what identity the caller is known, or what could not be evaluated. @default - nothing to add */
  readonly note?: string;
}

export type SectionKey =
  | 'possible'
  | 'impossible'
  | 'declared'
  | 'workloads'
  | 'infrastructure'
  | 'pods'
  | 'outside'
  | 'undeclared'
  | 'unknown';

export interface Section {
  readonly key: SectionKey;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Who can open a connection to whom, as people read it. */
export interface Overview {
  readonly name: string;
  readonly ends: readonly ShownEnd[];
  /** In reading order, the empty ones left out. */
  readonly sections: readonly Section[];
  /** What is declared and does not come through, or could not be read: sentences that must not be overlooked. */
  readonly alarms: readonly string[];
  /** What the input leaves open: who selects nobody in it, and what has no pods. */
  readonly notes: readonly string[];
}

const TITLES: Readonly<Record<SectionKey, string>> = {
  // Of a change, where two inputs are told as one.
  possible: 'Becomes possible',
  impossible: 'Becomes impossible',
  declared: 'Declared',
  workloads: 'Between workloads',
  infrastructure: 'Infrastructure',
  pods: 'With pods that are not in the input',
  outside: 'With addresses outside the cluster',
  undeclared: 'Possible, though nothing declares it',
  unknown: 'Unknown: may be possible',
};

/** Puts a computed reachability into the words and the order of a reader. */
export function overviewOf(source: Source, reachability: Reachability): Overview {
  const ends = endsOf(reachability.parties, source.declared?.peers);
  const { rows, alarms } =
    source.declared === undefined ? found(reachability, ends) : declared(source.declared, reachability, ends);
  const sections = (Object.keys(TITLES) as SectionKey[])
    .map((key) => ({ key, title: TITLES[key], rows: sorted(rows.filter((row) => row.key === key)) }))
    .filter(({ rows }) => rows.length > 0);
  const used = new Set(sections.flatMap(({ rows }) => rows.flatMap(({ from, to }) => [from, to])));
  // Addresses that several peers name are one party, called as one of them; each edge calls them by its own peer's name.
  const named = (source.declared?.peers ?? []).map(asEnd);
  const shown = new Map([...named, ...ends.values()].map((end) => [end.name, end]));
  return {
    name: source.name,
    // A workload that nobody reaches is worth seeing; a stranger that nobody speaks to is not.
    ends: [...shown.values()].filter(({ name, role }) => role === 'workload' || used.has(name)).sort(byName),
    sections,
    alarms: [...alarms, ...untold(reachability.unknowns, source), ...(source.reading?.problems ?? [])],
    notes: reachability.notes,
  };
}

/** What is unknown, but for what a problem of reading says with its place: that an object cannot be read is told once. */
function untold(unknowns: readonly string[], { objects }: Source): readonly string[] {
  const told = new Set(
    objects.flatMap(({ id, doubt }) => (doubt === undefined ? [] : [`${id} cannot be read: ${doubt}`])),
  );
  return unknowns.filter((one) => !told.has(one));
}

interface Found {
  readonly rows: readonly (Row & { readonly key: SectionKey })[];
  readonly alarms: readonly string[];
}

/** Manifests say what is possible, and not what is meant: rows are sorted by who is at the other end. */
function found({ connections, parties }: Reachability, ends: ReadonlyMap<string, ShownEnd>): Found {
  const rows = withoutImplied(connections, parties).flatMap((connection) => {
    const [from, to] = [ends.get(connection.from), ends.get(connection.to)];
    // Between two strangers, nothing in the input decides.
    if (from === undefined || to === undefined || ![from, to].some(({ role }) => role === 'workload')) return [];
    return [
      { ...rowOf(connection, ends), key: connection.outcome === 'unknown' ? 'unknown' : keyOf(from, to) } as const,
    ];
  });
  return { rows, alarms: [] };
}

function keyOf(...ends: readonly ShownEnd[]): SectionKey {
  const roles = new Set(ends.map(({ role }) => role));
  return roles.has('outside') ? 'outside' : roles.has('workload') && roles.size === 1 ? 'workloads' : 'pods';
}

/** What a stack declares, as far as the rendered policies bear it out, and what they let through beside it. */
function declared(declared: Declaration, reachability: Reachability, ends: ReadonlyMap<string, ShownEnd>): Found {
  const { edges, undeclared } = compare(declared, reachability);
  const rows = new Map<string, Row & { readonly key: SectionKey }>();
  for (const edge of edges) {
    const { from, to, port, protocol, infrastructure, rendered } = edge;
    if (rendered === 'closed') continue;
    const key = rendered === 'unknown' ? 'unknown' : infrastructure ? 'infrastructure' : 'declared';
    const note = infrastructure ? undefined : identityOf(edge);
    const id = JSON.stringify([key, from, to, note]);
    const ports = union(rows.get(id)?.ports ?? [], [{ protocol, from: port, to: port }]);
    rows.set(id, { key, from, to, ports, outcome: rendered, ...(note !== undefined && { note }) });
  }
  for (const connection of withoutImplied(undeclared, reachability.parties)) {
    const row = rowOf(connection, ends);
    const key = row.outcome === 'unknown' ? 'unknown' : 'undeclared';
    // The addresses of one peer are one end.
    rows.set(JSON.stringify([key, row]), { ...row, key });
  }
  const closed = edges.filter(({ rendered }) => rendered === 'closed');
  return { rows: [...rows.values()], alarms: closed.map(closedEdge) };
}

/** How the target knows the caller, and what it asks of requests. */
function identityOf({ identity, conditions = [] }: RenderedEdge): string {
  return [identity === undefined ? 'no mesh identity' : `as ${identity}`, ...conditions].join('; ');
}

function closedEdge({ from, to, port, protocol }: Edge): string {
  return `declared, but closed: ${from} → ${to} ${port}/${protocol}; ask why with --from, --to and --port`;
}

function rowOf({ from, to, ports, outcome, why, conditions }: Connection, ends: ReadonlyMap<string, ShownEnd>): Row {
  const name = (id: string) => ends.get(id)?.name ?? id;
  const note = why ?? conditions?.join('; ');
  return { from: name(from), to: name(to), ports, outcome, ...(note !== undefined && { note }) };
}

function sorted(rows: readonly Row[]): readonly Row[] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify([row.from, row.to, row.ports]) }));
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ row }) => row);
}

function byName(a: ShownEnd, b: ShownEnd): number {
  return compareText(a.name, b.name);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
