import { contains, overlap } from '../../../../../constructs/network/cidr';
import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import {
  type Peer,
  type PodPeer,
  type Policy,
  PolicyReadings,
  policyOf,
  type Rule,
  type RulePorts,
} from '../../../../../policies/reachability/network/policy';
import { ALL_PORTS, allOf, difference, type Ports } from '../../../../../policies/reachability/ports';
import { portsText } from '../../../../connections/ports';
import { type Bounds, NO_BOUNDS } from './bounds';
import type { Allowance, Guard } from './guard';
import { selectsAllOf } from './selectors';

/** What a NetworkPolicy is to the pods that it selects. */
export function boundBy(resource: KubernetesResource): Bounds {
  const policy = policyOf(resource, new PolicyReadings());
  if (policy === undefined) return NO_BOUNDS;
  if (policy.doubt !== undefined) return { ...NO_BOUNDS, doubt: policy.doubt };
  return { ...NO_BOUNDS, guards: (['ingress', 'egress'] as const).flatMap((way) => guardOf(policy, way)) };
}

function guardOf(policy: Policy, way: 'ingress' | 'egress'): readonly Guard[] {
  const { namespace, selector, [way]: rules } = policy;
  return rules === undefined ? [] : [{ way, namespace, selector, lets: rules.flatMap((rule) => atomsOf(rule, way)) }];
}

/** One peer, or everybody, on ports that are told by number, or on one that each target numbers for itself. */
interface Atom extends Allowance {
  readonly peer: Peer | undefined;
  readonly ports: Ports;
  readonly named: RulePorts['named'][number] | undefined;
}

function atomsOf({ peers, ports: { numbered, named } }: Rule, way: 'ingress' | 'egress'): readonly Atom[] {
  const all = peers.length === 0 ? [undefined] : peers;
  const whole = difference(ALL_PORTS, numbered.possible).length === 0;
  const ranges = whole ? [numbered.possible] : numbered.possible.map((range) => [range]);
  return all.flatMap((peer) => [
    ...ranges.map((ports) => atom(way, { peer, ports, named: undefined })),
    ...named.map((one) => atom(way, { peer, ports: [], named: one })),
  ]);
}

function atom(way: 'ingress' | 'egress', what: Pick<Atom, 'peer' | 'ports' | 'named'>): Atom {
  const { peer, ports, named } = what;
  const port = named === undefined ? portsText(ports) : `port '${named.name}'/${named.protocol}`;
  return {
    ...what,
    may: `${way === 'ingress' ? 'let in' : 'let out to'} ${peer === undefined ? 'anybody' : peerText(peer)} on ${port}`,
    covers: (other) => isAtom(other) && holdsPeer(peer, other.peer) && holdsPorts(what, other),
  };
}

function isAtom(allowance: Allowance): allowance is Atom {
  return 'peer' in allowance;
}

function holdsPorts(whole: Pick<Atom, 'ports' | 'named'>, { ports, named }: Atom): boolean {
  if (named === undefined) return difference(ports, whole.ports).length === 0;
  if (whole.named !== undefined) return whole.named.name === named.name && whole.named.protocol === named.protocol;
  return difference(allOf(named.protocol), whole.ports).length === 0;
}

function holdsPeer(whole: Peer | undefined, one: Peer | undefined): boolean {
  if (whole === undefined) return true;
  if (one === undefined) return false;
  if ('block' in whole || 'block' in one) return 'block' in whole && 'block' in one && holdsRange(whole, one);
  return holdsPods(whole, one);
}

type Range = Exclude<Peer, PodPeer>;

/** What is cut out of the whole has to be cut out of the part as well, where it would be in it. */
function holdsRange(whole: Range, one: Range): boolean {
  if (!contains(whole.block, one.block)) return false;
  return whole.except.every((hole) => !overlap(hole, one.block) || one.except.some((other) => contains(other, hole)));
}

function holdsPods(whole: PodPeer, one: PodPeer): boolean {
  if (!selectsAllOf(whole.pods, one.pods)) return false;
  if (whole.namespaces === undefined) return one.namespaces === undefined;
  // Every namespace has the policy's own among them.
  if (one.namespaces === undefined) return whole.namespaces.requirements.length === 0;
  return selectsAllOf(whole.namespaces, one.namespaces);
}

function peerText(peer: Peer): string {
  if ('block' in peer) {
    const holes = peer.except.map(({ text }) => text);
    return holes.length === 0 ? peer.block.text : `${peer.block.text} but ${holes.join(', ')}`;
  }
  const { pods, namespaces } = peer;
  const which = pods.requirements.length === 0 ? 'every pod' : `pods with ${pods.text}`;
  if (namespaces === undefined) return `${which} of its namespace`;
  return `${which} of ${namespaces.requirements.length === 0 ? 'every namespace' : `namespaces with ${namespaces.text}`}`;
}
