import type { Direction } from '../../network-policy';
import type { Applied } from '../applied';
import { admissionOf, admits } from '../network/admission';
import type { Admissions } from '../network/admissions';
import type { Policy, Rule } from '../network/policy';
import type { Reach } from '../reach';
import type { Step } from '../result';
import { shortName } from '../short-name';
import { type Attempt, listed, outcomeIn, portText } from './attempt';
import type { Side } from './sides';

/** Where in a policy a connection is let through, or may be. */
export interface Place {
  readonly policy: Policy;
  /** Of the rule. */
  readonly field: string;
}

/** What network policies say at one end of a connection. */
export function networkStep(at: Direction, attempt: Attempt, admissions: Admissions): Step {
  const { self, peer } = endsAt(at, attempt);
  if (self.workload === undefined) {
    return { at, outcome: 'open', policies: [], because: `${self.id} is outside the cluster, where no policy applies` };
  }
  const speaking = speakingAt(at, self, admissions);
  if (speaking.length === 0) {
    return {
      at,
      outcome: 'open',
      policies: [],
      because: `no NetworkPolicy selects ${self.id} for ${at}, so nothing is closed`,
    };
  }
  const reach = admits(admissions.of(at, self.node), peer.node);
  const outcome = outcomeIn(reach, attempt);
  const policies = [...new Set(placesAt(at, attempt, admissions, outcome).map(({ policy }) => policy.id))];
  const ids = speaking.map(({ policy }) => policy.id);
  const what =
    at === 'egress' ? `open ${portText(attempt)} on ${peer.id}` : `be opened on ${portText(attempt)} by ${peer.id}`;
  switch (outcome) {
    case 'open':
      return { at, outcome, policies, because: `${listed(policies.map(shortName))} lets ${self.id} ${what}` };
    case 'unknown':
      return {
        at,
        outcome,
        policies: policies.length > 0 ? policies : ids,
        because: `it may be that ${self.id} can ${what}: ${reach.doubt}`,
      };
    case 'closed':
      return {
        at,
        outcome,
        policies: ids,
        because: `${listed(ids.map(shortName))} select${ids.length === 1 ? 's' : ''} ${self.id}, and nothing lets it ${what}${butOn(reach)}`,
      };
  }
}

/** The rules that let a connection through at one end, or may. */
export function placesAt(
  at: Direction,
  attempt: Attempt,
  admissions: Admissions,
  wanted: Step['outcome'] = 'open',
): readonly Place[] {
  const { self, peer } = endsAt(at, attempt);
  if (self.workload === undefined) return [];
  return speakingAt(at, self, admissions).flatMap((applied) =>
    applied.policy[at]!.flatMap((rule, index) => {
      const admission = admissionOf(self.node, at, [only(rule, at, applied)], admissions.counterparts);
      const isPlace = wanted !== 'closed' && outcomeIn(admits(admission, peer.node), attempt) === wanted;
      return isPlace ? [{ policy: applied.policy, field: `spec.${at}[${index}]` }] : [];
    }),
  );
}

/** The policies that have a say at one end. */
export function speakingAt(at: Direction, { node }: Side, admissions: Admissions): readonly Applied<Policy>[] {
  return (admissions.applied.get(node) ?? []).filter(({ policy }) => policy[at] !== undefined);
}

export function endsAt(at: Direction, { from, to }: Attempt): { readonly self: Side; readonly peer: Side } {
  return at === 'egress' ? { self: from, peer: to } : { self: to, peer: from };
}

function only(rule: Rule, at: Direction, { policy, answer }: Applied<Policy>): Applied<Policy> {
  return { policy: { ...policy, [at]: [rule] }, answer };
}

/** The near miss: the right peer, on other ports. */
function butOn({ possible }: Reach): string {
  if (possible.length === 0) return '';
  const ports = possible.map(({ protocol, from, to }) => `${from === to ? from : `${from}-${to}`}/${protocol}`);
  return `; only on ${listed(ports)}`;
}
