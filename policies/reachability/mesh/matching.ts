import { type Answer, all, any } from '../answer';
import { intersection, NO_PORTS, type Ports, union } from '../ports';
import { CLOSED, opening, type Reach, unknown } from '../reach';
import { TCP } from './capture';
import type { Operation } from './operation';
import type { Caller, Source } from './source';

/** One rule of an AuthorizationPolicy: one of its sources, with one of its operations. */
export interface AuthorizationRule {
  readonly field: string;
  /** Who calls; none at all means anybody. */
  readonly sources: readonly Source[];
  /** What they do; none at all means anything. */
  readonly operations: readonly Operation[];
  /** Keys of what it asks besides: of requests, and of what no manifest says. */
  readonly when: { readonly requests: readonly string[]; readonly others: readonly string[] };
}

/** A rule, worked out: what it matches of a caller who is one of its sources. */
export interface Matcher {
  readonly rule: AuthorizationRule;
  /** Some request, or any connection. */
  readonly some: Half;
  /** Every request. @default - it asks something of requests, so never */
  readonly every: Half | undefined;
}

interface Half {
  readonly sources: readonly Source[];
  readonly reach: Reach;
}

export function matcherOf(rule: AuthorizationRule, policy: string): Matcher {
  const half = (sources: readonly Source[], operations: readonly Operation[]): Half => {
    const ports = operations.length === 0 ? TCP : operations.reduce((sum, one) => union(sum, one.ports), NO_PORTS);
    const isKnown = rule.when.others.length === 0;
    return { sources, reach: isKnown ? opening(ports) : unknown(ports, doubtOf(rule, policy)) };
  };
  const [sources, operations] = [rule.sources.filter(isPlain), rule.operations.filter(isPlain)];
  // None at all means anybody and anything, so a list must not become empty by leaving some out.
  const isEmptied = (left: readonly unknown[], whole: readonly unknown[]) => left.length === 0 && whole.length > 0;
  const asksOfAll = isEmptied(sources, rule.sources) || isEmptied(operations, rule.operations);
  return {
    rule,
    some: half(rule.sources, rule.operations),
    every: asksOfAll || rule.when.requests.length > 0 ? undefined : half(sources, operations),
  };
}

/** Whether a rule tells requests apart on one and the same port. */
export function asksOfRequests({ rule }: Matcher): boolean {
  return rule.when.requests.length > 0 || ![...rule.sources, ...rule.operations].every(isPlain);
}

/** The TCP ports on which half of a rule matches a caller. */
export function matches({ rule }: Matcher, half: Half | undefined, caller: Caller, policy: string): Reach {
  if (half === undefined) return CLOSED;
  const isCaller = half.sources.length === 0 ? 'yes' : any(half.sources.map((source) => isFrom(source, caller)));
  if (isCaller === 'no') return CLOSED;
  return isCaller === 'yes' ? half.reach : unknown(half.reach.possible, doubtOf(rule, policy));
}

/** What a rule asks of single requests of a caller on some ports, in words. */
export function conditionsIn({ rule }: Matcher, caller: Caller, ports: Ports): readonly string[] {
  const sources = rule.sources.filter((source) => isFrom(source, caller) !== 'no');
  if (sources.length === 0 && rule.sources.length > 0) return [];
  const operations = rule.operations.filter((one) => intersection(one.ports, ports).length > 0);
  if (operations.length === 0 && rule.operations.length > 0) return [];
  const of = (asked: readonly Conditional[]) =>
    // Where one of them asks for nothing, nothing is asked.
    asked.some(isPlain) ? '' : asked.map(({ condition }) => condition).join(' or ');
  return [of(sources), of(operations), rule.when.requests.join(' and ')].filter((text) => text !== '');
}

interface Conditional {
  /** @default - it asks for nothing */
  readonly condition?: string | undefined;
}

function isPlain({ condition }: Conditional): boolean {
  return condition === undefined;
}

function isFrom({ tests }: Source, caller: Caller): Answer {
  return all(tests.map((test) => test(caller)));
}

function doubtOf({ field }: AuthorizationRule, policy: string): string {
  return `${policy} asks for what no manifest says (${field})`;
}
