import type { Party, Reachability } from '../../policies/reachability/result';
import { isMade, isPart } from './peers';

/** For a party of another input: the party here that behaves as it would. Nothing for a workload that is not here. */
export type StandIns = ReadonlyMap<string, string>;

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
  return new Map(
    parties.flatMap((party) => {
      const found = known.get(party.id) ?? (isMade(party) ? undefined : wider(party, known, ranges));
      return found === undefined ? [] : [[party.id, found.id]];
    }),
  );
}

function wider(party: Party, known: ReadonlyMap<string, Party>, ranges: readonly Party[]): Party | undefined {
  if (party.kind === 'cidr') return ranges.find(({ id }) => isPart(party.id, id));
  return known.get(`Pods ${party.namespace}/*`) ?? known.get('Pods */*');
}
