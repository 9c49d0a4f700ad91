import type { Answer } from '../../answer';
import type { Direction } from '../../network-policy';
import type { Applied } from '../applied';
import { doubtAbout } from '../doubt';
import { NODE_KINDS, type Node, type NodeKind, nameOf, type Pods } from '../parties/node';
import { ALL_PORTS, allOf } from '../ports';
import { CLOSED, either, OPEN, opening, provided, type Reach, unknown } from '../reach';
import type { AdminRule } from './admin-policy';
import type { Counterparts } from './counterparts';
import type { Policy, Rule, RulePorts } from './policy';

/** Whom network policies let pods connect to, or be connected by, and on which ports. */
export interface Admission {
  /** What everybody of a kind gets: one entry, however many there are. */
  readonly everybody: Readonly<Record<NodeKind, Reach>>;
  /** What single ones get besides. */
  readonly some: ReadonlyMap<Node, Reach>;
  /** Whether that is all they get, and not besides. @default false */
  readonly exact?: boolean;
}

/** Where no policy speaks, nothing is closed. */
export const UNRESTRICTED: Admission = { everybody: { pods: OPEN, host: OPEN, outside: OPEN }, some: new Map() };

export function admits({ everybody, some, exact = false }: Admission, node: Node): Reach {
  const own = some.get(node);
  if (own === undefined) return everybody[node.kind];
  return exact ? own : either(everybody[node.kind], own);
}

/** What the policies that apply to pods add up to in one direction. */
export function admissionOf(
  pods: Pods,
  direction: Direction,
  applied: readonly Applied<Policy>[],
  counterparts: Counterparts,
): Admission {
  const speaking = applied.filter(({ policy }) => policy[direction] !== undefined);
  if (speaking.length === 0) return UNRESTRICTED;
  // It may deny what others let through.
  const overruling = speaking.find(({ policy }) => policy.overrules);
  if (overruling !== undefined) return undecided(doubtOf(overruling, pods));
  if (!speaking.some((one) => isCertain(one, pods))) return undecided(doubtOf(speaking[0]!, pods));
  const admission = new Collected(pods, direction, counterparts);
  for (const one of speaking) {
    const condition = isCertain(one, pods) ? SURE : ({ answer: 'unknown', doubt: doubtOf(one, pods) } as const);
    for (const rule of one.policy[direction]!) admission.add(rule, condition);
  }
  return admission;
}

function isCertain({ policy, answer }: Applied<Policy>, pods: Pods): boolean {
  return answer === 'yes' && policy.doubt === undefined && pods.kind !== 'host';
}

/** Nobody can tell whether the pods are restricted at all. */
export function undecided(doubt: string): Admission {
  const reach = unknown(ALL_PORTS, doubt);
  return { everybody: { pods: reach, host: reach, outside: reach }, some: new Map() };
}

function doubtOf({ policy }: Applied<Policy>, pods: Pods): string {
  return policy.doubt ?? doubtAbout(pods, policy.namespaces);
}

/** Whether a policy holds, and why that is not known. */
interface Condition {
  readonly answer: Answer;
  readonly doubt: string | undefined;
}

const SURE: Condition = { answer: 'yes', doubt: undefined };

/** What a pod and its own node send each other is always let through, and pods on the node's network may count as the node. */
const MAYBE_THE_NODE = unknown(
  ALL_PORTS,
  "pods on their node's network may count as the node, which no policy keeps from its pods",
);

/** What one rule of an administrator matches of the connections of pods: surely, or only perhaps where there is a doubt. */
export function matchedBy(
  rule: AdminRule,
  doubt: string | undefined,
  pods: Pods,
  direction: Direction,
  counterparts: Counterparts,
): Admission {
  const matched = new Collected(pods, direction, counterparts, CLOSED);
  const condition = doubt === undefined ? SURE : ({ answer: 'unknown', doubt } as const);
  if (rule.peers.length > 0) matched.add(rule, condition);
  if (rule.vague) {
    const vague = { answer: 'unknown', doubt: 'which addresses nodes or names have is not in the input' } as const;
    for (const kind of ['host', 'outside'] as const) matched.openToAll(kind, rule.ports, vague);
  }
  return matched;
}

class Collected implements Admission {
  readonly everybody: Record<NodeKind, Reach>;
  readonly some = new Map<Node, Reach>();
  private readonly pods: Pods;
  private readonly direction: Direction;
  private readonly counterparts: Counterparts;

  constructor(pods: Pods, direction: Direction, counterparts: Counterparts, host: Reach = MAYBE_THE_NODE) {
    this.everybody = { pods: CLOSED, host, outside: CLOSED };
    this.pods = pods;
    this.direction = direction;
    this.counterparts = counterparts;
  }

  add({ peers, ports }: Rule, condition: Condition): void {
    if (peers.length === 0) for (const kind of NODE_KINDS) this.openToAll(kind, ports, condition);
    for (const peer of peers) {
      const { kinds, nodes } = this.counterparts.of(peer, this.pods.namespace.name);
      for (const kind of kinds) this.openToAll(kind.who, ports, kind.answer === 'yes' ? condition : kind);
      for (const node of nodes) this.open(node.who, ports, node.answer === 'yes' ? condition : node);
    }
  }

  /** Named ports of others are theirs to number, so these cannot be opened to all at once. */
  openToAll(kind: NodeKind, ports: RulePorts, condition: Condition): void {
    if (this.direction === 'egress' && ports.named.length > 0) {
      for (const node of this.counterparts.everybody(kind)) this.open(node, ports, condition);
    } else {
      const reach = provided(condition.answer, resolve(ports, this.pods), condition.doubt);
      this.everybody[kind] = either(this.everybody[kind], reach);
    }
  }

  private open(node: Node, ports: RulePorts, { answer, doubt }: Condition): void {
    const reach = provided(answer, resolve(ports, this.direction === 'ingress' ? this.pods : node), doubt);
    this.some.set(node, either(this.some.get(node) ?? CLOSED, reach));
  }
}

/** The ports of a rule as numbers of the target. */
function resolve({ numbered, named }: RulePorts, target: Node): Reach {
  // An address has no names for its ports.
  if (named.length === 0 || target.kind === 'outside') return numbered;
  return named.reduce((reach, { name, protocol }) => {
    if (target.ports === undefined) {
      const doubt = `the containers of ${nameOf(target)} are not in the input, so its port '${name}' has no number`;
      return either(reach, unknown(allOf(protocol), doubt));
    }
    const numbers = target.ports.filter((port) => port.name === name && port.protocol === protocol);
    return numbers.reduce((sum, { port }) => either(sum, opening([{ protocol, from: port, to: port }])), reach);
  }, numbered);
}
