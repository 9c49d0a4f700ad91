import type { Applied } from '../applied';
import { nameOf } from '../parties/node';
import { difference, intersection, NO_PORTS, type Ports, union } from '../ports';
import { CLOSED, either, opening, provided, type Reach, unknown, without } from '../reach';
import type { Action, Authorization } from './authorization';
import { TCP } from './capture';
import { asksOfRequests, conditionsIn, type Matcher, matches } from './matching';
import type { Caller } from './source';

export type AppliedAuthorization = Applied<Authorization>;

/** The authorizations of some pods, by what they do. */
export interface Authorizations extends Readonly<Record<Action, readonly AppliedAuthorization[]>> {
  /** Whether one of them tells requests apart. */
  readonly askOfRequests: boolean;
}

export function sorted(applied: readonly AppliedAuthorization[]): Authorizations {
  const of = (action: Action) => applied.filter(({ policy }) => policy.action === action);
  return {
    ALLOW: of('ALLOW'),
    DENY: of('DENY'),
    CUSTOM: of('CUSTOM'),
    askOfRequests: applied.some(({ policy }) => policy.rules.all.some(({ rule }) => asksOfRequests(rule))),
  };
}

/**
 * What a proxy lets one caller through to: nothing that a DENY names, and where there is an ALLOW, only what one allows.
 *
 * https://istio.io/latest/docs/concepts/security/#implicit-enablement
 */
export function authorized({ ALLOW, DENY, CUSTOM }: Authorizations, caller: Caller): Reach {
  const [first] = ALLOW;
  const allowed = first === undefined ? opening(TCP) : matchedByAny(ALLOW, caller);
  // Where none of them surely applies, perhaps none restricts anything.
  const unsure = first !== undefined && ALLOW.every(({ answer }) => answer === 'unknown');
  const granted = unsure ? either(allowed, unknown(TCP, doubtOf(first, caller))) : allowed;
  return decidedElsewhere(without(granted, matchedByAny(DENY, caller)), CUSTOM, caller);
}

/** What a program outside decides, or a policy that cannot be read. */
function decidedElsewhere(reach: Reach, customs: readonly AppliedAuthorization[], caller: Caller): Reach {
  return customs.reduce((sum, applied) => {
    const { doubt, id } = applied.policy;
    if (doubt !== undefined) return unknown(TCP, doubt);
    const open = difference(sum.open, matchedBy(applied, caller).possible);
    return open === sum.open ? sum : { open, possible: sum.possible, doubt: `${id} leaves it to a program outside` };
  }, reach);
}

function matchedByAny(applied: readonly AppliedAuthorization[], caller: Caller): Reach {
  return applied.reduce((sum, one) => either(sum, matchedBy(one, caller)), CLOSED);
}

/** The TCP ports on which a policy matches what a caller sends. */
export function matchedBy(applied: AppliedAuthorization, caller: Caller): Reach {
  const { policy, answer } = applied;
  // What some requests may do can be done; what only some may not do, too.
  const half = (matcher: Matcher) => (policy.action === 'DENY' ? matcher.every : matcher.some);
  const matched = policy.rules
    .about(caller)
    .reduce((sum, matcher) => either(sum, matches(matcher, half(matcher), caller, policy)), CLOSED);
  if (matched === CLOSED || answer === 'yes') return matched;
  return provided(answer, matched, doubtOf(applied, caller));
}

function doubtOf({ policy }: AppliedAuthorization, caller: Caller): string {
  return policy.doubt ?? `whether ${policy.id} applies to what ${nameOf(caller.node)} calls is not known`;
}

/** Ports that a caller can open, where single requests must or must not be like something. */
export interface Conditional {
  readonly ports: Ports;
  /** In words, such as `only methods GET`. */
  readonly conditions: readonly string[];
}

export const UNCONDITIONAL: Conditional = { ports: NO_PORTS, conditions: [] };

export function conditionalIn({ ALLOW, DENY }: Authorizations, caller: Caller, ports: Ports): Conditional {
  const free = ALLOW.flatMap(({ policy }) =>
    policy.rules.about(caller).map((one) => matches(one, one.every, caller, policy).open),
  );
  const asking = (applied: readonly AppliedAuthorization[], on: Ports, word: string) =>
    applied.flatMap(({ policy }) =>
      policy.rules.about(caller).map((matcher) => {
        const asked = on.length === 0 ? [] : conditionsIn(matcher, caller, policy, on);
        if (asked.length === 0) return UNCONDITIONAL;
        const meant = intersection(on, matches(matcher, matcher.some, caller, policy).possible);
        return { ports: meant, conditions: [`${word} ${asked.join(' and ')}`] };
      }),
    );
  const found = [
    ...asking(ALLOW, difference(ports, free.reduce(union, NO_PORTS)), 'only'),
    ...asking(DENY, ports, 'not'),
  ];
  return {
    ports: found.reduce((sum, one) => union(sum, one.ports), NO_PORTS),
    conditions: found.flatMap(({ conditions }) => conditions),
  };
}
