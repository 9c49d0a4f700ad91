import type { Manifest } from '../../../constructs/plan/resource';
import { cidrOf } from '../../cidr';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, listOf, only, step, textsOf } from '../../fields';
import type { Direction } from '../../network-policy';
import { EVERYTHING } from '../../selector';
import { Unknowable } from '../../unknowable';
import { allOf, type Ports, protocolOf, union } from '../ports';
import { OPEN, opening } from '../reach';
import type { Protocol } from '../result';
import { calicoSelector } from './calico-selector';
import { type Meaning, NOTHING, type Peer, type Rule, type RulePorts } from './policy';

/**
 * What a NetworkPolicy of Calico says, or a GlobalNetworkPolicy.
 *
 * Their order counts where one denies or passes on; of such that only allow, any order is the same.
 *
 * https://docs.tigera.io/calico/latest/reference/resources/networkpolicy
 *
 * @throws Unknowable where it says more than a NetworkPolicy can: what it denies, other tiers, HTTP, service accounts.
 */
export function calicoPolicy(object: Manifest): Meaning {
  const isGlobal = object.kind === 'GlobalNetworkPolicy';
  const known = ['tier', 'order', 'selector', 'types', 'ingress', 'egress', ...(isGlobal ? ['namespaceSelector'] : [])];
  const spec = only(known, fieldsOf(object['spec'], 'spec'), 'spec');
  const { tier = 'default', namespaceSelector } = spec;
  if (tier !== 'default') throw new Unknowable('spec.tier', 'another tier may decide before NetworkPolicies do');
  const of = (direction: Direction) =>
    entriesOf(spec[direction], `spec.${direction}`).map((entry) => ruleOf(direction, entry, isGlobal));
  const [ingress, egress] = [of('ingress'), of('egress')];
  const speaks = directionsOf(spec, ingress.length > 0, egress.length > 0);
  return {
    selector: calicoSelector(spec['selector'], 'spec.selector'),
    ...(!isAbsent(namespaceSelector) && { namespaces: calicoSelector(namespaceSelector, 'spec.namespaceSelector') }),
    ingress: speaks.ingress ? ingress : undefined,
    egress: speaks.egress ? egress : undefined,
  };
}

/** Without `types`, it follows from the rules; without those, too, it is about ingress. */
function directionsOf(spec: Fields, isIngress: boolean, isEgress: boolean): Readonly<Record<Direction, boolean>> {
  const types = textsOf(spec['types'], 'spec.types');
  const strange = types.find((type) => type !== 'Ingress' && type !== 'Egress');
  if (strange !== undefined) throw new Unknowable('spec.types', `'${strange}' is none of Ingress, Egress`);
  if (types.length === 0) return { ingress: isIngress || !isEgress, egress: isEgress };
  return { ingress: types.includes('Ingress'), egress: types.includes('Egress') };
}

function ruleOf(direction: Direction, { field, value }: Entry, isGlobal: boolean): Rule {
  const { action, protocol } = only(['action', 'protocol', 'source', 'destination', 'metadata'], value, field);
  if (action === 'Log') return NOTHING;
  if (action !== 'Allow') throw new Unknowable(`${field}.action`, `${String(action)} may close what others open`);
  const [source, destination] = ['source', 'destination'].map((end) => step({ field, value }, end));
  const peer = direction === 'ingress' ? source! : destination!;
  const own = direction === 'ingress' ? destination! : source!;
  const asks = ['selector', 'namespaceSelector', 'nets', 'notNets'];
  only(own === destination ? ['ports'] : [], own.value, own.field);
  only(peer === destination ? [...asks, 'ports'] : asks, peer.value, peer.field);
  const ports = portsOf(protocol, destination!, field);
  return ports === undefined ? NOTHING : { peers: peersOf(peer, isGlobal), ports };
}

/** Everybody where it says nothing. Without a namespace, those of its own; of a global one, those of every namespace. */
function peersOf({ field, value }: Entry, isGlobal: boolean): readonly Peer[] {
  const { selector, namespaceSelector } = value;
  const nets = textsOf(value['nets'], `${field}.nets`).map((text) => cidrOf(text, `${field}.nets`));
  const except = textsOf(value['notNets'], `${field}.notNets`).map((text) => cidrOf(text, `${field}.notNets`));
  const isSelecting = !isAbsent(selector) || !isAbsent(namespaceSelector);
  if (isSelecting && nets.length + except.length > 0)
    throw new Unknowable(field, 'it asks for labels and addresses at once');
  if (nets.length === 0 && except.length > 0)
    throw new Unknowable(`${field}.notNets`, 'it means all addresses but these');
  if (!isSelecting) return nets.map((block) => ({ block, except }));
  const pods = calicoSelector(selector, `${field}.selector`);
  if (isAbsent(namespaceSelector)) return [isGlobal ? { namespaces: EVERYTHING, pods } : { pods }];
  return [{ namespaces: calicoSelector(namespaceSelector, `${field}.namespaceSelector`), pods }];
}

/** By their names, or by the numbers of IP. */
const NUMBERS: Readonly<Record<string, Protocol>> = { 6: 'TCP', 17: 'UDP', 132: 'SCTP' };
const WITHOUT_PORTS = ['ICMP', 'ICMPv6', 'UDPLite'];

/** Nothing where it is about a protocol that has no ports. */
function portsOf(protocol: unknown, destination: Entry, field: string): RulePorts | undefined {
  const { ports } = destination.value;
  const listed = listOf(ports, `${destination.field}.ports`);
  if (isAbsent(protocol)) {
    if (listed.length === 0) return { numbered: OPEN, named: [] };
    throw new Unknowable(`${destination.field}.ports`, 'it names ports of no protocol');
  }
  if (typeof protocol === 'number' ? !Object.hasOwn(NUMBERS, protocol) : WITHOUT_PORTS.includes(String(protocol))) {
    return undefined;
  }
  const of = typeof protocol === 'number' ? NUMBERS[protocol]! : protocolOf(protocol, `${field}.protocol`);
  if (listed.length === 0) return { numbered: opening(allOf(of)), named: [] };
  const read = listed.map((port) => portOf(port, of, `${destination.field}.ports`));
  return {
    numbered: opening(read.flatMap((one) => (typeof one === 'string' ? [] : [one])).reduce(union, [])),
    named: read.flatMap((one) => (typeof one === 'string' ? [{ name: one, protocol: of }] : [])),
  };
}

/** A number, a range such as `8000:9000`, or a name. */
function portOf(port: unknown, protocol: Protocol, field: string): Ports | string {
  const text = String(port);
  const [, first, last = first] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  if (first === undefined && typeof port === 'string' && /[a-z]/i.test(port)) return port;
  const [from, to] = [Number(first), Number(last)];
  if (from >= 1 && from <= to && to <= 65535) return [{ protocol, from, to }];
  throw new Unknowable(field, `'${text}' is neither a port, nor a range, nor a port's name`);
}
