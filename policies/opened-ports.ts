import { contains, overlap } from '../constructs/network/cidr';
import { NAMESPACE_LABEL } from '../constructs/network/labels';
import { namespaceOf } from '../constructs/plan/identity';
import type { AddressRange } from './cidr';
import type { Entry } from './fields';
import { type Peer, peerOf, portOf } from './reachability/network/policy';
import { NO_PORTS, union } from './reachability/ports';
import type { PortRange } from './reachability/result';
import { tryRead } from './read';
import { isImplied, labelIn } from './selector';
import type { TrafficRuleSubject } from './subjects';

/**
 * How many ports are open, each counted once, of each protocol by itself. A name is one port, whatever it stands for.
 *
 * @throws Unknowable when the API server would refuse one of them.
 */
export function portsOpened(ports: readonly Entry[]): number {
  const read = ports.map(portOf);
  // As nearly all of them are.
  if (read.length === 1 && read[0]!.range?.length === 1) return sizeOf(read[0]!.range[0]!);
  const numbered = read.map(({ range = NO_PORTS }) => range).reduce(union, NO_PORTS);
  const named = new Set(read.flatMap(({ name, protocol }) => (name === undefined ? [] : `${protocol} ${name}`)));
  return numbered.reduce((sum, range) => sum + sizeOf(range), named.size);
}

function sizeOf({ from, to }: PortRange): number {
  return to - from + 1;
}

/** As many as there may be at the most, of those that can be read: as if none of them were named twice. */
export function mostPortsOpened(ports: readonly Entry[]): number {
  return ports.reduce((sum, { value: { port, endPort } }) => {
    const isRange = Number.isInteger(port) && Number.isInteger(endPort) && Number(endPort) > Number(port);
    return sum + (isRange ? Number(endPort) - Number(port) + 1 : 1);
  }, 0);
}

/**
 * By each of the ends that a rule names, those of some rules of its namespace and direction that name that end as well.
 *
 * Another way to write it is found where it asks for less, or holds the range. What cannot be read names nobody.
 */
export function byPeer(rule: TrafficRuleSubject, rules: readonly TrafficRuleSubject[]) {
  const others = rules.map((one) => ({ one, peers: peersOf(one) }));
  return peersOf(rule).map((peer) =>
    others.flatMap(({ one, peers }) => (peers.some((wider) => holds(wider, peer)) ? one : [])),
  );
}

type PeerOfNamespace = Peer & { readonly own: string };

function peersOf({ peers, resource }: TrafficRuleSubject): readonly PeerOfNamespace[] {
  return peers.flatMap((entry) => {
    const peer = tryRead(() => peerOf(entry));
    return 'value' in peer ? { ...peer.value, own: namespaceOf(resource.object) } : [];
  });
}

/** Whether whoever is one is sure to be the other as well. */
function holds(wider: PeerOfNamespace, narrower: PeerOfNamespace): boolean {
  if ('block' in wider) {
    return 'block' in narrower && contains(wider.block, narrower.block) && leavesOutNoMore(wider, narrower);
  }
  if ('block' in narrower) return false;
  return isImplied(wider.pods, narrower.pods) && isImplied(namespacesOf(wider), namespacesOf(narrower));
}

function leavesOutNoMore({ except }: AddressRange, { block, except: others }: AddressRange): boolean {
  return except.every((hole) => !overlap(hole, block) || others.some((other) => contains(other, hole)));
}

function namespacesOf({ namespaces, own }: Exclude<PeerOfNamespace, { block: unknown }>) {
  return namespaces ?? labelIn(NAMESPACE_LABEL, [own]);
}
