import type { Party, Reachability } from '../../policies/reachability/result';
import { isMade, isPart } from './peers';

/** For a party of another input: the party here that behaves as it would. Nothing for a workload that is not here. */
export type StandIns = ReadonlyMap<string, string>;

type Pods = Extract<Party, { readonly kind: 'workload' }>;

/**
 * Who stands for whom among the parties of two inputs.
 *
 * Addresses and strangers are told apart only as far as the policies of an input do. What one input singles out is, in
 * the other, part of something wider.
 */
export function standIns(parties: readonly Party[], { parties: here }: Reachability): StandIns {
  const known = new Map(here.map((party) => [party.id, party]));
  // The narrowest range first, so that the first that holds another is the piece that it is in.
  const ranges = here.filter(({ kind }) => kind === 'cidr').sort((a, b) => (isPart(a.id, b.id) ? -1 : 1));
  const strangers = new Map<string, Pods[]>();
  for (const party of here) {
    if (party.kind !== 'workload' || !party.assumed) continue;
    strangers.set(party.namespace, [...(strangers.get(party.namespace) ?? []), party]);
  }
  const wider = (party: Party): Party | undefined => {
    if (party.kind === 'cidr') return ranges.find(({ id }) => isPart(party.id, id));
    return nearest(party, strangers.get(party.namespace) ?? []) ?? known.get('Pods */*');
  };
  return new Map(
    parties.flatMap((party) => {
      const found = known.get(party.id) ?? (isMade(party) ? undefined : wider(party));
      return found === undefined ? [] : [[party.id, found.id]];
    }),
  );
}

/** Of the strangers in its namespace the one with the most of its labels, and no others: what that may do, it may. */
function nearest(party: Pods, strangers: readonly Pods[]): Pods | undefined {
  return strangers
    .filter(({ labels }) => Object.entries(labels).every(([key, value]) => party.labels[key] === value))
    .sort((a, b) => Object.keys(b.labels).length - Object.keys(a.labels).length || (a.id < b.id ? -1 : 1))[0];
}
