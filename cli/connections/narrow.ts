import { UserError } from '../../constructs/invalid';
import type { Answers } from '../../policies/reachability/index';
import { intersection, type Ports, union } from '../../policies/reachability/ports';
import type { Party, Protocol, Reachability } from '../../policies/reachability/result';
import { endsOf } from './end-names';
import type { Overview } from './overview';
import { isPart } from './peers';
import { callsNobody, cidrOf, isService, meantBy } from './resolve';
import type { Source } from './source';

/** Who calls, who is called, or both: `--from` and `--to` without a port. */
export interface About {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Of the ports that are told one by one. @default - every one */
  readonly protocol?: Protocol | undefined;
}

/** The parties at each end, by their ids. @default - whoever it is */
export interface AboutIds {
  readonly from?: ReadonlySet<string>;
  readonly to?: ReadonlySet<string>;
  /** The ports that a Service leads to, by the workloads behind it. @default - all of them: no Service was named */
  readonly ports?: ReadonlyMap<string, Ports>;
}

/**
 * The parties that a question is about: behind a Service, the workloads that it leads to.
 *
 * @throws UserError for names that are nobody's, of both ends.
 */
export function partiesAbout(about: About, source: Source, answers: Answers): AboutIds {
  const reachability = answers.matrix();
  const problems: string[] = [];
  const found: { from?: ReadonlySet<string>; to?: ReadonlySet<string>; ports?: ReadonlyMap<string, Ports> } = {};
  for (const end of ['from', 'to'] as const) {
    const text = about[end];
    if (text === undefined) continue;
    const meant = meantBy(text, source, reachability);
    if ('problem' in meant) problems.push(`--${end} ${meant.problem}`);
    else if (!meant.ids.some((id) => isService(id, reachability.parties))) {
      found[end] = new Set([...meant.ids, ...rangesAround(text, reachability.parties)]);
    } else if (end === 'from') {
      problems.push(callsNobody(text));
    } else {
      found.ports = behind(meant.ids, answers);
      found.to = new Set(found.ports.keys());
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  return found;
}

/** Where Services lead: the ports of each workload. */
function behind(services: readonly string[], answers: Answers): ReadonlyMap<string, Ports> {
  const ports = new Map<string, Ports>();
  for (const { protocol, leadsTo } of services.flatMap((id) => answers.portsOf(id) ?? [])) {
    for (const { id, port } of leadsTo) {
      ports.set(id, union(ports.get(id) ?? [], [{ protocol, from: port, to: port }]));
    }
  }
  return ports;
}

/** The ranges that hold an address of which no policy speaks by itself. */
function rangesAround(text: string, parties: readonly Party[]): string[] {
  const address = cidrOf(text);
  return parties.flatMap((party) =>
    party.kind === 'cidr' && isPart(address, party.id) && !party.except.some((range) => isPart(address, range))
      ? [party.id]
      : [],
  );
}

/** What is left of a computed reachability. */
export function narrowed(reachability: Reachability, { from, to, ports: only }: AboutIds): Reachability {
  const connections = reachability.connections
    .filter((connection) => (from?.has(connection.from) ?? true) && (to?.has(connection.to) ?? true))
    .map((connection) =>
      only === undefined
        ? connection
        : { ...connection, ports: intersection(connection.ports, only.get(connection.to) ?? []) },
    )
    .filter(({ ports }) => ports.length > 0);
  return { ...reachability, connections };
}

/** What is left of what people read: the rows between those that are asked about, and the ends of these. */
export function narrowedOverview(overview: Overview, about: AboutIds, source: Source, whole: Reachability): Overview {
  const ends = endsOf(whole.parties, source.declared?.peers);
  const nameOf = (id: string) => ends.get(id)?.name ?? id;
  const named = (ids: ReadonlySet<string> | undefined) => ids && new Set([...ids].map(nameOf));
  const [from, to] = [named(about.from), named(about.to)];
  const only = about.ports && new Map([...about.ports].map(([id, ports]) => [nameOf(id), ports]));
  const sections = overview.sections
    .map((section) => ({
      ...section,
      rows: section.rows
        .filter((row) => (from?.has(row.from) ?? true) && (to?.has(row.to) ?? true))
        .map((row) => (only === undefined ? row : { ...row, ports: intersection(row.ports, only.get(row.to) ?? []) }))
        .filter(({ ports }) => ports.length > 0),
    }))
    .filter(({ rows }) => rows.length > 0);
  const shown = new Set([
    ...sections.flatMap(({ rows }) => rows.flatMap((row) => [row.from, row.to])),
    ...(from ?? []),
    ...(to ?? []),
  ]);
  return { ...overview, sections, ends: overview.ends.filter(({ name }) => shown.has(name)) };
}
