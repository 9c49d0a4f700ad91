import type { Direction } from '../../network-policy';
import type { Applied } from '../applied';
import { doubtAbout } from '../doubt';
import { NODE_KINDS, type Node, type NodeKind, type Pods } from '../parties/node';
import { ALL_PORTS, difference, intersection, NO_PORTS, type Ports, union } from '../ports';
import { opening, type Reach } from '../reach';
import type { Action, AdminPolicy, AdminRule } from './admin-policy';
import { type Admission, admits, matchedBy, UNRESTRICTED, undecided } from './admission';
import type { Counterparts } from './counterparts';

/** A rule of an administrator, and what it matches of the connections of some pods. */
export interface Matched {
  readonly policy: AdminPolicy;
  readonly rule: AdminRule;
  /** `spec.ingress[0]`. */
  readonly field: string;
  readonly match: Admission;
}

/** The rules of one tier that are about some pods, in the order in which they count. */
export function matchesFor(
  pods: Pods,
  direction: Direction,
  applied: readonly Applied<AdminPolicy>[],
  counterparts: Counterparts,
): readonly Matched[] {
  const speaking = [...applied.filter(({ policy }) => policy[direction] !== undefined)].sort(
    (a, b) => a.policy.priority - b.policy.priority,
  );
  return speaking.flatMap((one) => {
    const { policy } = one;
    const doubt = doubtOf(one, pods, speaking);
    return policy[direction]!.map((rule, index) => ({
      policy,
      rule,
      field: `spec.${direction}[${index}]`,
      match: matchedBy(rule, doubt, pods, direction, counterparts),
    }));
  });
}

/** Why it is not sure that a policy holds for pods, as it would by itself. */
function doubtOf({ policy, answer }: Applied<AdminPolicy>, pods: Pods, all: readonly Applied<AdminPolicy>[]) {
  if (answer !== 'yes') return doubtAbout(pods, policy.namespaces);
  const rival = all.find((one) => one.policy !== policy && one.policy.priority === policy.priority)?.policy;
  return rival && `${policy.id} and ${rival.id} have one priority, and which of them counts first is not defined`;
}

/** What the tiers of an administrator leave of what is below them: NetworkPolicies, or what holds where there are none. */
export function throughTier(matches: readonly Matched[], lower: Admission): Admission {
  if (matches.length === 0) return lower;
  const nodes = new Set<Node>([...lower.some.keys(), ...matches.flatMap(({ match }) => [...match.some.keys()])]);
  const everybody = Object.fromEntries(
    NODE_KINDS.map((kind) => [kind, decided(matches, ({ everybody }) => everybody[kind], lower.everybody[kind])]),
  ) as unknown as Record<NodeKind, Reach>;
  const some = new Map(
    [...nodes].map((node) => [node, decided(matches, (one) => admits(one, node), admits(lower, node))]),
  );
  return { everybody, some, exact: true };
}

/** The first rule that matches decides; what none matches, and what one passes on, is for the tier below. */
function decided(matches: readonly Matched[], of: (match: Admission) => Reach, lower: Reach): Reach {
  const met: Record<Action, Ports> = { Allow: NO_PORTS, Deny: NO_PORTS, Pass: NO_PORTS };
  let left = ALL_PORTS;
  let doubt: string | undefined;
  for (const { rule, match } of matches) {
    const { open, possible, doubt: why } = of(match);
    const ports = intersection(possible, left);
    if (ports.length === 0) continue;
    doubt ??= why;
    met[rule.action] = union(met[rule.action], ports);
    left = difference(left, open);
  }
  const below = union(met.Pass, left);
  const possible = union(met.Allow, intersection(below, lower.possible));
  const open = difference(difference(possible, met.Deny), difference(below, lower.open));
  if (difference(possible, open).length === 0) return opening(possible);
  return { open, possible, doubt: doubt ?? lower.doubt };
}

/** What holds where no NetworkPolicy selects pods. */
export function baseline(matches: readonly Matched[]): Admission {
  return throughTier(matches, UNRESTRICTED);
}

/** Nobody can tell what a policy does to pods that it is about. */
export function undecidedBy(applied: readonly Applied<AdminPolicy>[], direction: Direction): Admission | undefined {
  const doubt = applied.find(({ policy }) => policy.doubt !== undefined && policy[direction] !== undefined)?.policy
    .doubt;
  return doubt === undefined ? undefined : undecided(doubt);
}
