import { createHash } from 'node:crypto';
import type { Exemption } from '../constructs/plan/exemption';
import type { Resource } from '../constructs/plan/resource';
import type { Level, Rule, Severity } from './rule';
import { message, type Violation } from './violation';

/** A violation, with what tells it from every other one: it changes when the field or the problem does. */
export interface FoundViolation extends Violation {
  /** What an exemption may name it by. */
  readonly fingerprint: string;
}

/** A violation, and the permission for it. */
export interface Excused {
  /** What is excused. */
  readonly violation: FoundViolation;
  /** Who permits it, until when, and why. */
  readonly exemption: Exemption;
}

/** The answer of one rule on one resource. */
export interface Verdict {
  /** Id of the rule. */
  readonly rule: string;
  /** The level of the rule. */
  readonly level: Level;
  /** The severity of the rule. */
  readonly severity: Severity;
  /** Id of the resource, or `plan` for a rule that found nothing wrong with the plan as a whole. */
  readonly resource: string;
  /** Where it was declared: a construct path, a file, or the URN in Pulumi. */
  readonly path: string;
  /**
   * `fail` when anything is wrong, whatever else could not be told; `unknown` when something could not be told, which on
   * a mandatory rule fails like `fail`; `exempt` when all that is wrong is excused.
   */
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'exempt';
  /** What is wrong and not excused. */
  readonly violations: readonly FoundViolation[];
  /** What could not be told. Nothing excuses from it. */
  readonly doubts: readonly Violation[];
  /** What is wrong and permitted. */
  readonly excused: readonly Excused[];
  /** Violations and doubts as lines for people. */
  readonly messages: readonly string[];
}

/** What a verdict is about. */
export interface About {
  readonly rule: Pick<Rule, 'id' | 'level' | 'severity'>;
  readonly resource: string;
  readonly path: string;
  /** How people call the resource: `Deployment dwcp/dwcp-api`. */
  readonly subject: string;
}

export function verdict(
  { rule, resource, path, subject }: About,
  violations: readonly Violation[],
  doubts: readonly Violation[] = [],
): Verdict {
  return {
    rule: rule.id,
    level: rule.level,
    severity: rule.severity,
    resource,
    path,
    outcome: violations.length > 0 ? 'fail' : doubts.length > 0 ? 'unknown' : 'pass',
    violations: mapped(violations, ({ field, problem, fix }) => ({
      field,
      problem,
      fix,
      fingerprint: fingerprint(rule.id, resource, field, problem),
    })),
    doubts: doubts.length === 0 ? NONE : doubts,
    excused: NONE,
    messages: mapped(doubts.length === 0 ? violations : [...violations, ...doubts], (one) => message(subject, one)),
  };
}

/** Nearly all verdicts are passes, which have nothing in common but this. */
const NONE: readonly never[] = [];

/** That of a resource in which a rule found nothing. */
export function passed(rule: About['rule'], { id, path }: Pick<Resource, 'id' | 'path'>): Verdict {
  return {
    rule: rule.id,
    level: rule.level,
    severity: rule.severity,
    resource: id,
    path,
    outcome: 'pass',
    violations: NONE,
    doubts: NONE,
    excused: NONE,
    messages: NONE,
  };
}

function mapped<T, U>(list: readonly T[], made: (one: T) => U): readonly U[] {
  return list.length === 0 ? NONE : list.map(made);
}

/** A verdict after some of its violations were excused. */
export function excusing(before: Verdict, exemptionOf: (violation: FoundViolation) => Exemption | undefined): Verdict {
  const excused = before.violations.flatMap((violation) => {
    const exemption = exemptionOf(violation);
    return exemption === undefined ? [] : [{ violation, exemption }];
  });
  if (excused.length === 0) return before;
  const isExcused = (violation: Violation) => excused.some((one) => one.violation === violation);
  const violations = before.violations.filter((violation) => !isExcused(violation));
  const outcome = violations.length > 0 ? 'fail' : before.doubts.length > 0 ? 'unknown' : 'exempt';
  // Messages are in the order of violations, then of doubts.
  const messages = before.messages.filter((_, index) => !isExcused(before.violations[index] ?? NO_VIOLATION));
  return { ...before, outcome, violations, excused, messages };
}

const NO_VIOLATION: Violation = { field: '', problem: '', fix: '' };

/** Short enough to be written into an exemption, long enough that no two of a plan are alike. */
const FINGERPRINT_LENGTH = 12;

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, FINGERPRINT_LENGTH);
}
