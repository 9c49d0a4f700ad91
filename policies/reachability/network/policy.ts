import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { type AddressRange, cidrOf } from '../../cidr';
import { type Entry, entriesOf, fieldsOf, isAbsent, textOf, textsOf } from '../../fields';
import { type Direction, isNetworkPolicy, type TrafficRule, trafficRuleOf } from '../../network-policy';
import { EVERYTHING, type Selector, selectorOf } from '../../selector';
import { Unknowable } from '../../unknowable';
import { allOf, NO_PORTS, type Ports, protocolOf, union } from '../ports';
import { OPEN, opening, type Reach } from '../reach';
import { Readings } from '../readings';
import type { Objects, Protocol } from '../result';

/** A NetworkPolicy, read and checked, or what stands for one that cannot be. */
export interface Policy {
  readonly id: string;
  readonly path: string;
  /** The namespace whose pods it selects; nothing when it is of every namespace. */
  readonly namespace: string | undefined;
  readonly selector: Selector;
  /** What it allows in each direction; a direction that is absent is not its business. */
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
  /** The namespaces of its pods, where it is of none itself. @default - every namespace */
  readonly namespaces?: Selector;
  /** Why what it says is not known. @default - it was read whole */
  readonly doubt?: string;
  /** Whether it may close what others open, as no NetworkPolicy can. @default false */
  readonly overrules?: boolean;
}

/** What a policy says, by the API of a plugin. */
export type Meaning = Pick<Policy, 'namespaces' | 'selector' | 'ingress' | 'egress'>;

export interface Rule {
  /** Who is at the other end; none at all means everybody, inside and outside. */
  readonly peers: readonly Peer[];
  readonly ports: RulePorts;
}

export interface RulePorts {
  readonly numbered: Reach;
  /** Ports that each target numbers for itself. */
  readonly named: readonly { readonly name: string; readonly protocol: Protocol }[];
}

export interface PodPeer {
  /** @default - the namespace of the policy */
  readonly namespaces?: Selector;
  readonly pods: Selector;
}

export interface BlockPeer extends AddressRange {
  /** Whether pods are none of it, whatever their addresses. @default false */
  readonly withoutPods?: boolean;
}

export type Peer = PodPeer | BlockPeer;

/** What opens nothing. */
export const NOTHING: Rule = { peers: [], ports: { numbered: opening(NO_PORTS), named: [] } };

/** What has been read of the policies of an input. */
export class PolicyReadings {
  /** The same rule means something else in the other direction. */
  readonly rules: Readonly<Record<Direction, Readings<Rule>>> = { ingress: new Readings(), egress: new Readings() };
  readonly peers = new Readings<Peer>();
  readonly ports = new Readings<RulePorts>();
}

export const ANYTHING: readonly Rule[] = [{ peers: [], ports: { numbered: OPEN, named: [] } }];

/** The network policy that an object is, if it is one. One that cannot be read may do anything, so nothing about it is certain. */
export function policyOf(resource: Objects[number], readings: PolicyReadings): Policy | undefined {
  const { id, path, object, doubt } = resource;
  const anything = { id, path, selector: EVERYTHING, ingress: ANYTHING, egress: ANYTHING };
  if (!isNetworkPolicy(object)) return undefined;
  const own = namespaceOf(object);
  if (doubt !== undefined) return { ...anything, namespace: own, doubt: `${id} cannot be read: ${doubt}` };
  try {
    return { id, path, namespace: own, ...read(object, readings) };
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    return { ...anything, namespace: own, doubt: `${id} cannot be read: ${error.message} (${error.field})` };
  }
}

function read(object: Manifest, readings: PolicyReadings): Pick<Policy, 'selector' | Direction> {
  const spec = fieldsOf(object['spec'], 'spec');
  const types = textsOf(spec['policyTypes'], 'spec.policyTypes');
  const strange = types.find((type) => type !== 'Ingress' && type !== 'Egress');
  if (strange !== undefined) throw new Unknowable('spec.policyTypes', `'${strange}' is none of Ingress, Egress`);
  const of = (direction: Direction) =>
    entriesOf(spec[direction], `spec.${direction}`).map((entry) =>
      readings.rules[direction].of(entry.value, () => ruleOf(trafficRuleOf(direction, entry), readings)),
    );
  // The API server's default: without rules, `egress` implies nothing, however it is written.
  const isEgress = types.length > 0 ? types.includes('Egress') : of('egress').length > 0;
  return {
    selector: selectorOf(spec['podSelector'], 'spec.podSelector'),
    ingress: types.length === 0 || types.includes('Ingress') ? of('ingress') : undefined,
    egress: isEgress ? of('egress') : undefined,
  };
}

function ruleOf({ peers, ports }: TrafficRule, readings: PolicyReadings): Rule {
  return {
    peers: peers.map((entry) => readings.peers.of(entry.value, () => peerOf(entry))),
    ports: readings.ports.of(
      ports.map(({ value }) => value),
      () => portsOf(ports),
    ),
  };
}

/** Every rule of a policy, in both directions. */
export function rulesOf({ ingress = [], egress = [] }: Pick<Policy, Direction>): readonly Rule[] {
  return [...ingress, ...egress];
}

/** @throws Unknowable when the API server would refuse it. */
export function peerOf({ field, value }: Entry): Peer {
  const { ipBlock, namespaceSelector, podSelector } = value;
  const selecting = !isAbsent(namespaceSelector) || !isAbsent(podSelector);
  if (isAbsent(ipBlock) !== selecting) {
    throw new Unknowable(field, 'a peer is either an ipBlock, or a namespaceSelector, a podSelector or both');
  }
  if (!selecting) {
    const { cidr, except } = fieldsOf(ipBlock, `${field}.ipBlock`);
    const [cidrField, exceptField] = [`${field}.ipBlock.cidr`, `${field}.ipBlock.except`];
    const block = cidrOf(textOf(cidr, cidrField), cidrField);
    return { block, except: textsOf(except, exceptField).map((text) => cidrOf(text, exceptField)) };
  }
  const pods = selectorOf(podSelector, `${field}.podSelector`);
  if (isAbsent(namespaceSelector)) return { pods };
  return { namespaces: selectorOf(namespaceSelector, `${field}.namespaceSelector`), pods };
}

function portsOf(entries: readonly Entry[]): RulePorts {
  if (entries.length === 0) return { numbered: OPEN, named: [] };
  const read = entries.map(portOf);
  return {
    numbered: opening(read.flatMap(({ range }) => (range ? [range] : [])).reduce(union, NO_PORTS)),
    named: read.flatMap(({ name, protocol }) => (name === undefined ? [] : [{ name, protocol }])),
  };
}

/** @throws Unknowable when the API server would refuse it. */
export function portOf({ field, value: { port, endPort, protocol: stated } }: Entry): {
  readonly protocol: Protocol;
  readonly range?: Ports;
  readonly name?: string;
} {
  const protocol = protocolOf(stated, `${field}.protocol`);
  if (isAbsent(port) && isAbsent(endPort)) return { protocol, range: allOf(protocol) };
  if (typeof port === 'string' && /[a-z]/i.test(port) && isAbsent(endPort)) return { protocol, name: port };
  const to = endPort ?? port;
  if (!isPort(port) || !isPort(to) || to < port) {
    throw new Unknowable(
      field,
      `${JSON.stringify({ port, endPort })} is neither a port, nor a range, nor a port's name`,
    );
  }
  return { protocol, range: [{ protocol, from: port, to }] };
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}
