import { identityOf } from '../../../../../constructs/plan/identity';
import type { Connection, Party, Reachability } from '../../../../../policies/reachability/result';
import { type Change, type Difference, differenceOf } from '../../../../connections/diff';
import type { Comparison } from '../../../comparison';

/** What a change makes of connections: by both sides, told in the parties of the later one. */
export interface ConnectionChanges extends Difference {
  /** What surely is possible, and may have been before. */
  readonly settled: readonly Change[];
  /** What surely was possible, and may no longer be. */
  readonly unsettled: readonly Change[];
  /** Every end on either side, by its id. */
  readonly parties: ReadonlyMap<string, Party>;
  readonly before: Reachability;
  readonly after: Reachability;
  /** Ids of the ends of either side. */
  readonly ids: Readonly<Record<'before' | 'after', ReadonlySet<string>>>;
  /** What the mesh asks of single requests, of pairs of which it asks something. */
  readonly conditional: Readonly<Record<'before' | 'after', ReadonlyMap<string, readonly string[]>>>;
}

// More than one analysis asks, and to compare everything with everything costs.
const KNOWN = new WeakMap<Comparison, ConnectionChanges>();

/** The changes of a comparison, computed once. What was renamed is who it was. */
export function connectionChanges(comparison: Comparison): ConnectionChanges {
  const known = KNOWN.get(comparison) ?? compute(comparison);
  KNOWN.set(comparison, known);
  return known;
}

function compute({ reachability, pairs }: Comparison): ConnectionChanges {
  const names = new Map(
    pairs.flatMap(({ before, after }) => {
      const [was, is] = [before, after].map((side) => side && `${side.kind} ${identityOf(side)}`);
      return was === undefined || is === undefined || was === is ? [] : [[was, is] as const];
    }),
  );
  const [before, after] = [renamed(reachability.before.matrix(), names), reachability.after.matrix()];
  const difference = differenceOf(before, after);
  const isSure = [before, after].every(({ connections }) => connections.every(({ outcome }) => outcome === 'open'));
  const sure = isSure ? NO_DIFFERENCE : differenceOf(surely(before), surely(after));
  return {
    ...difference,
    settled: withoutTold(sure.possible, difference.possible),
    unsettled: withoutTold(sure.impossible, difference.impossible),
    parties: new Map([...before.parties, ...after.parties].map((party) => [party.id, party])),
    before,
    after,
    ids: { before: idsIn(before), after: idsIn(after) },
    conditional: { before: conditionalIn(before), after: conditionalIn(after) },
  };
}

function idsIn({ parties }: Reachability): ReadonlySet<string> {
  return new Set(parties.map(({ id }) => id));
}

function conditionalIn({ connections }: Reachability): ReadonlyMap<string, readonly string[]> {
  return new Map(
    connections.flatMap(({ from, to, conditions }) => (conditions ? [[`${from}\n${to}`, conditions] as const] : [])),
  );
}

const NO_DIFFERENCE: Difference = { possible: [], impossible: [] };

function renamed(reachability: Reachability, names: ReadonlyMap<string, string>): Reachability {
  if (names.size === 0) return reachability;
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    ...reachability,
    parties: reachability.parties.map((party) => ({ ...party, id: nameOf(party.id) })),
    connections: reachability.connections.map((one) => ({ ...one, from: nameOf(one.from), to: nameOf(one.to) })),
  };
}

function surely(reachability: Reachability): Reachability {
  const isOpen = ({ outcome }: Connection) => outcome === 'open';
  return { ...reachability, connections: reachability.connections.filter(isOpen) };
}

/** A pair of which something is told already is not told again. */
function withoutTold(changes: readonly Change[], told: readonly Change[]): readonly Change[] {
  const pairs = new Set(told.map(({ from, to }) => `${from}\n${to}`));
  return changes.filter(({ from, to }) => !pairs.has(`${from}\n${to}`));
}
