import { type Answer, all, any } from '../../answer';
import { intersection, NO_PORTS, type Ports, union } from '../ports';
import { CLOSED, opening, type Reach, unknown } from '../reach';
import { TCP } from './capture';
import type { Operation } from './operation';
import type { Caller, Source } from './source';

/** One rule of an AuthorizationPolicy: one of its sources, with one of its operations. */
export interface AuthorizationRule {
  /** Who calls; none at all means anybody. */
  readonly sources: readonly Source[];
  /** What they do; none at all means anything. */
  readonly operations: readonly Operation[];
  /** Keys of what it asks besides: of requests, and of what no manifest says. */
  readonly when: { readonly requests: readonly string[]; readonly others: readonly string[] };
  /** The service accounts that it is about, as principals end. @default - it may be about anybody */
  readonly accounts: readonly string[] | undefined;
}

/** The policy that a rule is in. */
interface Ruled {
  readonly id: string;
  /** The namespace that it is in. */
  readonly own: string;
  readonly rules: { readonly all: readonly Matcher[] };
}

/** A rule, worked out: what it matches of a caller who is one of its sources. */
export interface Matcher {
  readonly rule: AuthorizationRule;
  /** Whether manifests say all that it asks for, but for requests. */
  readonly isKnown: boolean;
  /** Some request, or any connection. */
  readonly some: Half;
  /** Every request. @default - it asks something of requests, so never */
  readonly every: Half | undefined;
}

interface Half {
  readonly sources: readonly Source[];
  readonly reach: Reach;
}

export function matcherOf(rule: AuthorizationRule): Matcher {
  const { sources, operations, when } = rule;
  const isKnown = when.others.length === 0;
  const some = half(sources, operations);
  if (!asksOfRequests(rule)) return { rule, isKnown, some, every: some };
  const [plainSources, plainOperations] = [sources.filter(isPlain), operations.filter(isPlain)];
  // None at all means anybody and anything, so a list must not become empty by leaving some out.
  const isEmptied = (left: readonly unknown[], whole: readonly unknown[]) => left.length === 0 && whole.length > 0;
  const asksOfAll = isEmptied(plainSources, sources) || isEmptied(plainOperations, operations);
  const every = asksOfAll || when.requests.length > 0 ? undefined : half(plainSources, plainOperations);
  return { rule, isKnown, some, every };
}

function half(sources: readonly Source[], operations: readonly Operation[]): Half {
  const ports = operations.length === 0 ? TCP : operations.reduce((sum, one) => union(sum, one.ports), NO_PORTS);
  return { sources, reach: opening(ports) };
}

/** Whether a rule tells requests apart on one and the same port. */
export function asksOfRequests({ sources, operations, when }: AuthorizationRule): boolean {
  return when.requests.length > 0 || !sources.every(isPlain) || !operations.every(isPlain);
}

/** The TCP ports on which half of a rule of a policy matches a caller. */
export function matches(matcher: Matcher, half: Half | undefined, caller: Caller, policy: Ruled): Reach {
  if (half === undefined) return CLOSED;
  const isCaller = half.sources.length === 0 ? 'yes' : any(half.sources, (source) => isFrom(source, caller, policy));
  if (isCaller === 'no') return CLOSED;
  if (isCaller === 'yes' && matcher.isKnown) return half.reach;
  const { id, rules } = policy;
  const doubt = `${id} asks for what no manifest says (spec.rules[${rules.all.indexOf(matcher)}])`;
  return unknown(half.reach.possible, doubt);
}

/** What a rule asks of single requests of a caller on some ports, in words. */
export function conditionsIn({ rule }: Matcher, caller: Caller, policy: Ruled, ports: Ports): readonly string[] {
  const sources = rule.sources.filter((source) => isFrom(source, caller, policy) !== 'no');
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

function isFrom({ tests }: Source, caller: Caller, { own }: Ruled): Answer {
  return all(tests, (test) => test(caller, own));
}
