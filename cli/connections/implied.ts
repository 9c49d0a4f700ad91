import { difference } from '../../policies/reachability/ports';
import type { Connection, Party } from '../../policies/reachability/result';

type Reach = Pick<Connection, 'from' | 'to' | 'ports' | 'outcome' | 'conditions'>;

/** Any pod that nothing speaks of. */
const STRANGER = 'Pods */*';

/**
 * Without what goes without saying: if any other pod can, so can those that a policy names; if the rest of a range can,
 * so can a range in it.
 */
export function withoutImplied<T extends Reach>(reaches: readonly T[], parties: readonly Party[]): readonly T[] {
  const wider = new Map(parties.flatMap(narrowerThan));
  const wide = new Set(wider.values());
  const told = new Map(
    reaches.filter(({ from, to }) => wide.has(from) || wide.has(to)).map((reach) => [keyOf(reach), reach]),
  );
  return reaches.filter((reach) => {
    const [from, to] = [wider.get(reach.from), wider.get(reach.to)];
    const around = [
      from === undefined ? undefined : told.get(keyOf({ ...reach, from })),
      to === undefined ? undefined : told.get(keyOf({ ...reach, to })),
    ];
    return !around.some((one) => one !== undefined && difference(reach.ports, one.ports).length === 0);
  });
}

/** Each party that a wider one speaks for, with that one. Of ranges, the nearest: what lies between may be closed. */
function narrowerThan(party: Party): [narrow: string, wide: string][] {
  if (party.kind === 'cidr') return party.except.map((inner) => [inner, party.id]);
  return party.assumed && party.id !== STRANGER ? [[party.id, STRANGER]] : [];
}

/** Under the same conditions, or under none. */
function keyOf({ from, to, outcome, conditions }: Omit<Reach, 'ports'>): string {
  return JSON.stringify([from, to, outcome, conditions]);
}
