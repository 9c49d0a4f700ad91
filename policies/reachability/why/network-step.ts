import type { Direction } from '../../network-policy';
import type { Applied } from '../applied';
import { admissionOf, admits } from '../network/admission';
import type { Admissions } from '../network/admissions';
import type { Policy, Rule } from '../network/policy';
import type { Matched } from '../network/tiers';
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
  const reach = admits(admissions.of(at, self.node), peer.node);
  const outcome = outcomeIn(reach, attempt);
  const told = { at, outcome, what: whatAt(at, attempt), self: self.id };
  const speaking = speakingAt(at, self, admissions);
  const admin = decidingRule(at, attempt, 'Admin', admissions);
  if (admin !== undefined) return byRule(admin, told, reach);
  if (speaking.length === 0) {
    const below = decidingRule(at, attempt, 'Baseline', admissions);
    if (below !== undefined) return byRule(below, told, reach);
    if (outcome === 'unknown')
      return { at, outcome, policies: [], because: `it may be that ${self.id} can ${told.what}: ${reach.doubt}` };
    const because = `no NetworkPolicy selects ${self.id} for ${at}, so nothing is closed`;
    return { at, outcome: 'open', policies: [], because };
  }
  return byPolicies(speaking, told, reach, placesAt(at, attempt, admissions, outcome));
}

/** What a step says, whoever decides it. */
interface Told {
  readonly at: Direction;
  readonly outcome: Step['outcome'];
  /** `open 80/TCP on Pod shop/db`. */
  readonly what: string;
  readonly self: string;
}

function whatAt(at: Direction, attempt: Attempt): string {
  const { peer } = endsAt(at, attempt);
  return at === 'egress'
    ? `open ${portText(attempt)} on ${peer.id}`
    : `be opened on ${portText(attempt)} by ${peer.id}`;
}

/** The first rule of a tier that decides a connection, or may; nothing where none does, or it leaves it to others. */
export function decidingRule(
  at: Direction,
  attempt: Attempt,
  tier: 'Admin' | 'Baseline',
  admissions: Admissions,
): Matched | undefined {
  const { self, peer } = endsAt(at, attempt);
  const met = admissions
    .matches(at, self.node, tier)
    .find(({ match }) => outcomeIn(admits(match, peer.node), attempt) !== 'closed');
  const isSure = met !== undefined && outcomeIn(admits(met.match, peer.node), attempt) === 'open';
  return isSure && met.rule.action === 'Pass' ? undefined : met;
}

function byRule({ policy, rule, field }: Matched, { at, outcome, what, self }: Told, { doubt }: Reach): Step {
  const name = `${shortName(policy.id)} (${field})`;
  const because = {
    open: `${name} ${rule.action === 'Allow' ? 'lets' : 'does not keep'} ${self} ${rule.action === 'Allow' ? what : `from what it may do: ${what}`}`,
    closed: `${name} ${rule.action === 'Deny' ? 'does not let' : 'may let'} ${self} ${what}`,
    unknown: `it may be that ${self} can ${what}: ${doubt}`,
  }[outcome];
  return { at, outcome, policies: [policy.id], because };
}

function byPolicies(
  speaking: readonly Applied<Policy>[],
  { at, outcome, what, self }: Told,
  reach: Reach,
  places: readonly Place[],
): Step {
  const policies = [...new Set(places.map(({ policy }) => policy.id))];
  const ids = speaking.map(({ policy }) => policy.id);
  switch (outcome) {
    case 'open':
      return { at, outcome, policies, because: `${listed(policies.map(shortName))} lets ${self} ${what}` };
    case 'unknown':
      return {
        at,
        outcome,
        policies: policies.length > 0 ? policies : ids,
        because: `it may be that ${self} can ${what}: ${reach.doubt}`,
      };
    case 'closed':
      return {
        at,
        outcome,
        policies: ids,
        because: `${listed(ids.map(shortName))} select${ids.length === 1 ? 's' : ''} ${self}, and nothing lets it ${what}${butOn(reach)}`,
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
