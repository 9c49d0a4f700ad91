import { difference } from '../../policies/reachability/ports';
import type { Connection, Party } from '../../policies/reachability/result';

type Reach = Pick<Connection, 'from' | 'to' | 'ports' | 'outcome'>;

/** Any pod that nothing speaks of. */
const STRANGER = 'Pods */*';

/**
 * Without what goes without saying: if any other pod can, so can those that a policy names; if any address can, so can
 * each range.
 */
export function withoutImplied<T extends Reach>(reaches: readonly T[], parties: readonly Party[]): readonly T[] {
  const wider = new Map(parties.flatMap((party) => widerThan(party) ?? []));
  const told = new Map(reaches.map((reach) => [keyOf(reach), reach]));
  return reaches.filter(({ from, to, ports, outcome }) => {
    const around = [
      told.get(keyOf({ from: wider.get(from) ?? '', to, outcome })),
      told.get(keyOf({ from, to: wider.get(to) ?? '', outcome })),
    ];
    return !around.some((wide) => wide !== undefined && difference(ports, wide.ports).length === 0);
  });
}

function widerThan(party: Party): [string, string][] | undefined {
  if (party.kind === 'workload') return party.assumed && party.id !== STRANGER ? [[party.id, STRANGER]] : undefined;
  const every = party.id.includes(':') ? '::/0' : '0.0.0.0/0';
  return party.id === every ? undefined : [[party.id, every]];
}

function keyOf({ from, to, outcome }: Pick<Reach, 'from' | 'to' | 'outcome'>): string {
  return JSON.stringify([from, to, outcome]);
}
