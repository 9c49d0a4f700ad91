import type { Party } from '../../policies/reachability/result';
import { closest, isMade, type KnownPeer } from './peers';

/** One end of connections as a reader meets it: a box of the graph, a word in a table. */
export interface ShownEnd {
  /** Unique in an overview: `shop/api`, `cluster-dns`, `any other pod`, `203.0.113.0/24`. */
  readonly name: string;
  /** A workload of the input, pods that only policies speak of, what every cluster needs, or addresses outside. */
  readonly role: 'workload' | 'pods' | 'infrastructure' | 'outside';
  /** @default - it is in no namespace, or in any */
  readonly namespace?: string;
  /** `Deployment`. @default - no object makes it */
  readonly kind?: string;
}

/** How each party is called, by its id. Parties that a stack gives one name, such as the addresses of DNS, are one end. */
export function endsOf(parties: readonly Party[], peers: readonly KnownPeer[] = []): ReadonlyMap<string, ShownEnd> {
  const counts = new Map<string, number>();
  for (const party of parties.filter(isMade)) counts.set(shortName(party), (counts.get(shortName(party)) ?? 0) + 1);
  return new Map(
    parties.map((party) => {
      const peer = isMade(party) ? undefined : closest(party, peers);
      if (peer !== undefined) return [party.id, asEnd(peer)];
      return [party.id, isMade(party) ? made(party, counts) : assumed(party)];
    }),
  );
}

/** A peer that no object makes. */
export function asEnd({ name, role }: KnownPeer): ShownEnd {
  return { name, role: role === 'infrastructure' ? 'infrastructure' : 'outside' };
}

function made(party: Party, counts: ReadonlyMap<string, number>): ShownEnd {
  const [kind = ''] = party.id.split(' ');
  const short = shortName(party);
  const { namespace } = party as Extract<Party, { kind: 'workload' }>;
  // A Job and a Deployment may share a name.
  return { name: counts.get(short) === 1 ? short : party.id, role: 'workload', namespace, kind };
}

/** `dwcp/dwcp-api` of `Deployment dwcp/dwcp-api`. */
function shortName({ id }: Party): string {
  return id.slice(id.indexOf(' ') + 1);
}

function assumed(party: Party): ShownEnd {
  if (party.kind === 'cidr') return { name: rangeName(party.id, party.except), role: 'outside' };
  const [, labels = ''] = /^[^/]*\/(.*)$/.exec(shortName(party)) ?? [];
  const pods = labels === '*' ? 'any other pod' : `pods with ${labels.replaceAll(',', ', ')}`;
  const { namespace } = party;
  if (namespace === '*') return { name: labels === '*' ? pods : `${pods} in any namespace`, role: 'pods' };
  const [, selector] = /^\*\[(.*)\]$/.exec(namespace) ?? [];
  if (selector !== undefined)
    return { name: `${pods} in namespaces with ${selector.replaceAll(',', ', ')}`, role: 'pods' };
  return { name: `${pods} in ${namespace}`, role: 'pods', namespace };
}

/** A range, and what is cut out of it; the whole world, or what the other ranges leave of it, by what it is. */
function rangeName(id: string, except: readonly string[]): string {
  const whole = id.endsWith('/0');
  if (except.length === 0) return whole ? `any address (${id})` : id;
  if (whole) return `any other address (${id})`;
  return `${id} but ${except.length > 2 ? `${except.length} ranges in it` : except.join(' and ')}`;
}
