import { UserError } from '../../constructs/invalid';
import type { Party, Reachability } from '../../policies/reachability/result';
import { endsOf } from './end-names';
import type { Overview } from './overview';
import { isPart } from './peers';
import { cidrOf, meantBy } from './resolve';
import type { Source } from './source';

/** Who calls, who is called, or both: `--from` and `--to` without a port. */
export interface About {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The parties at each end, by their ids. @default - whoever it is */
export interface AboutIds {
  readonly from?: ReadonlySet<string>;
  readonly to?: ReadonlySet<string>;
}

/**
 * The parties that a question is about.
 *
 * @throws UserError for names that are nobody's, of both ends.
 */
export function partiesAbout(about: About, source: Source, reachability: Reachability): AboutIds {
  const problems: string[] = [];
  const ids = Object.entries(about).flatMap(([end, text]): [string, ReadonlySet<string>][] => {
    if (text === undefined) return [];
    const found = meantBy(text, source, reachability);
    if ('problem' in found) problems.push(`--${end} ${found.problem}`);
    else if (found.ids.some((id) => id.startsWith('Service '))) {
      problems.push(`--${end} ${text} is a Service, which leads elsewhere by the port; give --from, --to and --port`);
    } else return [[end, new Set([...found.ids, ...rangesAround(text, reachability.parties)])]];
    return [];
  });
  if (problems.length > 0) throw new UserError(problems);
  return Object.fromEntries(ids);
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
export function narrowed(reachability: Reachability, { from, to }: AboutIds): Reachability {
  const connections = reachability.connections.filter(
    (connection) => (from?.has(connection.from) ?? true) && (to?.has(connection.to) ?? true),
  );
  return { ...reachability, connections };
}

/** What is left of what people read: the rows between those that are asked about, and the ends of these. */
export function narrowedOverview(overview: Overview, about: AboutIds, source: Source, whole: Reachability): Overview {
  const ends = endsOf(whole.parties, source.declared?.peers);
  const named = (ids: ReadonlySet<string> | undefined) =>
    ids === undefined ? undefined : new Set([...ids].map((id) => ends.get(id)?.name ?? id));
  const [from, to] = [named(about.from), named(about.to)];
  const sections = overview.sections
    .map((section) => ({
      ...section,
      rows: section.rows.filter((row) => (from?.has(row.from) ?? true) && (to?.has(row.to) ?? true)),
    }))
    .filter(({ rows }) => rows.length > 0);
  const shown = new Set([
    ...sections.flatMap(({ rows }) => rows.flatMap((row) => [row.from, row.to])),
    ...(from ?? []),
    ...(to ?? []),
  ]);
  return { ...overview, sections, ends: overview.ends.filter(({ name }) => shown.has(name)) };
}
