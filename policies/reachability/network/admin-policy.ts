import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { cidrOf } from '../../cidr';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, only, textOf, textsOf } from '../../fields';
import type { Direction } from '../../network-policy';
import { EVERYTHING, type Selector, selectorOf } from '../../selector';
import { Unknowable } from '../../unknowable';
import { type Ports, PROTOCOLS, protocolOf, union } from '../ports';
import { OPEN, opening } from '../reach';
import type { Objects, Protocol } from '../result';
import type { Peer, Rule, RulePorts } from './policy';

/** What a rule of the cluster's administrator does with what it matches: `Pass` leaves it to NetworkPolicies. */
export type Action = 'Allow' | 'Deny' | 'Pass';

export interface AdminRule extends Rule {
  readonly action: Action;
  /** Everybody that a peer means whom the input does not tell apart, such as nodes by their labels. @default - nobody */
  readonly vague?: boolean;
}

/** A policy of the cluster's administrator, read and checked, or what stands for one that cannot be. */
export interface AdminPolicy {
  readonly id: string;
  readonly path: string;
  /** Before NetworkPolicies, or where none selects a pod. */
  readonly tier: 'Admin' | 'Baseline';
  /** The lower goes first. */
  readonly priority: number;
  readonly namespace: undefined;
  /** The namespaces of the pods that it is about. */
  readonly namespaces: Selector;
  readonly selector: Selector;
  /** What it says in each direction; a direction that is absent is not its business. */
  readonly ingress: readonly AdminRule[] | undefined;
  readonly egress: readonly AdminRule[] | undefined;
  /** Why what it says is not known. @default - it was read whole */
  readonly doubt?: string;
}

const GROUP = 'policy.networking.k8s.io';
const LAST = Number.POSITIVE_INFINITY;

/** The policy of an administrator that an object is, if it is one: https://network-policy-api.sigs.k8s.io/reference/spec/ */
export function adminPolicyOf({ id, path, object, doubt }: Objects[number]): AdminPolicy | undefined {
  const kind = kindOf(object);
  const known = [`${GROUP}/AdminNetworkPolicy`, `${GROUP}/BaselineAdminNetworkPolicy`, `${GROUP}/ClusterNetworkPolicy`];
  if (!known.includes(kind)) return undefined;
  const base = { id, path, namespace: undefined, namespaces: EVERYTHING, selector: EVERYTHING } as const;
  const anything = { ...base, tier: 'Admin', priority: 0, ingress: [], egress: [] } as const;
  if (doubt !== undefined) return { ...anything, doubt: `${id} cannot be read: ${doubt}` };
  let subject: Pick<AdminPolicy, 'namespaces' | 'selector'> = anything;
  try {
    const spec = fieldsOf(object['spec'], 'spec');
    subject = subjectOf(spec['subject']);
    return { ...base, ...subject, ...placeOf(kind, spec), ...rulesIn(object, spec) };
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    return { ...anything, ...subject, doubt: `${id} cannot be read: ${error.message} (${error.field})` };
  }
}

function placeOf(kind: string, spec: Fields): Pick<AdminPolicy, 'tier' | 'priority'> {
  if (kind.endsWith('/BaselineAdminNetworkPolicy')) return { tier: 'Baseline', priority: LAST };
  const { tier = 'Admin', priority } = spec;
  if (tier !== 'Admin' && tier !== 'Baseline') {
    throw new Unknowable('spec.tier', `'${String(tier)}' is none of Admin, Baseline`);
  }
  if (typeof priority !== 'number') throw new Unknowable('spec.priority', 'a number was expected');
  return { tier, priority };
}

function subjectOf(subject: unknown): Pick<AdminPolicy, 'namespaces' | 'selector'> {
  const { namespaces, pods } = only(['namespaces', 'pods'], fieldsOf(subject, 'spec.subject'), 'spec.subject');
  if (isAbsent(namespaces) === isAbsent(pods)) {
    throw new Unknowable('spec.subject', 'it is either namespaces or pods');
  }
  if (isAbsent(pods)) return { namespaces: selectorOf(namespaces, 'spec.subject.namespaces'), selector: EVERYTHING };
  const peer = podsOf(pods, 'spec.subject.pods');
  return { namespaces: peer.namespaces, selector: peer.pods };
}

function podsOf(pods: unknown, field: string): { readonly namespaces: Selector; readonly pods: Selector } {
  const { namespaceSelector, podSelector } = fieldsOf(pods, field);
  return {
    namespaces: selectorOf(namespaceSelector, `${field}.namespaceSelector`),
    pods: selectorOf(podSelector, `${field}.podSelector`),
  };
}

function rulesIn(object: Manifest, spec: Fields): Pick<AdminPolicy, Direction> {
  const of = (direction: Direction) => {
    const rules = entriesOf(spec[direction], `spec.${direction}`);
    return rules.length === 0 ? undefined : rules.map((entry) => ruleOf(direction, entry, object.kind));
  };
  return { ingress: of('ingress'), egress: of('egress') };
}

const ACTIONS: Readonly<Record<string, Action>> = { Accept: 'Allow', Allow: 'Allow', Deny: 'Deny', Pass: 'Pass' };

function ruleOf(direction: Direction, { field, value }: Entry, kind: string): AdminRule {
  const list = direction === 'ingress' ? 'from' : 'to';
  only(['name', 'action', list, 'ports', 'protocols'], value, field);
  const action = Object.hasOwn(ACTIONS, String(value['action'])) ? ACTIONS[String(value['action'])]! : undefined;
  if (action === undefined || (action === 'Pass' && kind === 'BaselineAdminNetworkPolicy')) {
    throw new Unknowable(`${field}.action`, `'${String(value['action'])}' is no action of a ${kind}`);
  }
  const written = entriesOf(value[list], `${field}.${list}`);
  if (written.length === 0) throw new Unknowable(`${field}.${list}`, 'it names nobody');
  const peers = written.flatMap((entry) => peersOf(entry));
  const vague = written.some((entry) => VAGUE.some((one) => !isAbsent(entry.value[one])));
  return { action, peers, ports: portsOf(value, field), ...(vague && { vague }) };
}

/** What names nodes by their labels, or addresses by names that change. */
const VAGUE = ['nodes', 'domainNames'];

function peersOf({ field, value }: Entry): readonly Peer[] {
  only(['namespaces', 'pods', 'networks', ...VAGUE], value, field);
  const { namespaces, pods, networks } = value;
  if (!isAbsent(namespaces)) {
    return [{ namespaces: selectorOf(namespaces, `${field}.namespaces`), pods: EVERYTHING }];
  }
  if (!isAbsent(pods)) return [podsOf(pods, `${field}.pods`)];
  return textsOf(networks, `${field}.networks`).map((text) => ({
    block: cidrOf(text, `${field}.networks`),
    except: [],
  }));
}

/** `ports` of the first version, and `protocols` of the second; none at all is every port. */
function portsOf(rule: Fields, field: string): RulePorts {
  const entries = [
    ...entriesOf(rule['ports'], `${field}.ports`),
    ...entriesOf(rule['protocols'], `${field}.protocols`),
  ];
  if (entries.length === 0) return { numbered: OPEN, named: [] };
  const read = entries.map(portOf);
  return {
    numbered: opening(read.flatMap(({ ports }) => (ports ? [ports] : [])).reduce(union, [])),
    named: read.flatMap(({ name }) => (name === undefined ? [] : PROTOCOLS.map((protocol) => ({ name, protocol })))),
  };
}

function portOf({ field, value }: Entry): { readonly ports?: Ports; readonly name?: string } {
  const { portNumber, portRange, namedPort, destinationNamedPort } = value;
  const name = namedPort ?? destinationNamedPort;
  if (!isAbsent(name)) return { name: textOf(name, field) };
  const stated = fieldsOf(portNumber ?? portRange, field);
  if (!isAbsent(portNumber)) {
    return { ports: range(protocolOf(stated['protocol'], field), stated['port'], stated['port'], field) };
  }
  if (!isAbsent(portRange)) {
    return { ports: range(protocolOf(stated['protocol'], field), stated['start'], stated['end'], field) };
  }
  const protocol = PROTOCOLS.find((one) => !isAbsent(value[one.toLowerCase()]));
  if (protocol === undefined) throw new Unknowable(field, 'it is no port that is known');
  const { destinationPort } = fieldsOf(value[protocol.toLowerCase()], field);
  if (isAbsent(destinationPort)) return { ports: range(protocol, 1, 65535, field) };
  const { number, range: bounds } = fieldsOf(destinationPort, field);
  const { start, end } = fieldsOf(bounds, field);
  return { ports: range(protocol, number ?? start, number ?? end, field) };
}

function range(protocol: Protocol, from: unknown, to: unknown, field: string): Ports {
  if (typeof from === 'number' && typeof to === 'number' && from >= 1 && from <= to && to <= 65535) {
    return [{ protocol, from, to }];
  }
  throw new Unknowable(field, `${JSON.stringify({ from, to })} is no range of ports`);
}
