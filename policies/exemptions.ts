import type { Rule } from './former';
import type { Verdict } from './run';
import { message, type Violation } from './violation';

/** A dated, owned permission for one resource to fail one rule. */
export interface Exemption {
  /** Id of the rule. */
  readonly rule: string;
  /** Exact id of the resource. */
  readonly resource: string;
  /** The team that answers for it. */
  readonly owner: string;
  readonly reason: string;
  readonly ticket: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
}

export interface Exemptions {
  readonly granted: readonly Exemption[];
  /** The day of the check, as YYYY-MM-DD: handed in, because policies read no clock. */
  readonly today: string;
}

/** The id under which an exemption that is itself wrong is reported. Nothing exempts from it. */
export const EXEMPTIONS_IN_FORCE = 'exemptions-in-force';

/** The longest that an exemption may run: a year, after which somebody looks again whether it is still needed. */
const LONGEST_DAYS = 365;

/** What makes an exemption somebody's. */
const SIGNATURE = ['owner', 'reason', 'ticket'] as const;

/** The verdicts, those of them exempt that an exemption in force names. */
export function excuse(verdicts: readonly Verdict[], { granted, today }: Exemptions): readonly Verdict[] {
  const inForce = new Map(
    granted.filter((exemption) => isInForce(exemption, today)).map((exemption) => [target(exemption), exemption]),
  );
  return verdicts.map((verdict) => {
    const exemption = inForce.get(target(verdict));
    return exemption === undefined || verdict.outcome === 'pass' || isAboutWholePlan(verdict)
      ? verdict
      : { ...verdict, outcome: 'exempt', exemption };
  });
}

/** A mandatory failure for each exemption that is over, owned by nobody, or excuses nothing. */
export function audit(
  verdicts: readonly Verdict[],
  { granted, today }: Exemptions,
  rules: readonly Rule[],
): readonly Verdict[] {
  const known = rules.map(({ id }) => id);
  const failing = new Set(verdicts.filter(({ outcome }) => outcome !== 'pass').map(target));
  return granted.flatMap((exemption, index) => {
    const violations = problemsOf(exemption, `exemptions[${index}]`, today, known, failing);
    return violations.length === 0 ? [] : [refused(exemption, violations)];
  });
}

function problemsOf(
  exemption: Exemption,
  at: string,
  today: string,
  known: readonly string[],
  failing: ReadonlySet<string>,
): readonly Violation[] {
  const { rule, resource, expires } = exemption;
  const anonymous = SIGNATURE.filter((field) => isMissing(exemption, field)).map((field) => ({
    field: `${at}.${field}`,
    problem: `it has no ${field}`,
    fix: 'name it',
  }));
  if (!known.includes(rule)) {
    return [
      ...anonymous,
      { field: `${at}.rule`, problem: `no rule is called '${rule}'`, fix: `use one of ${known.join(', ')}` },
    ];
  }
  if (isOver(exemption, today)) {
    const fix = 'repair the resource, or have the owner renew it';
    return [...anonymous, { field: `${at}.expires`, problem: `it expired, on '${expires}'`, fix }];
  }
  if (isTooLong(exemption, today)) {
    const problem = `it ends on '${expires}', more than ${LONGEST_DAYS} days from now`;
    return [...anonymous, { field: `${at}.expires`, problem, fix: 'end it sooner; its owner can renew it' }];
  }
  if (!failing.has(target(exemption))) {
    const problem = `it excuses nothing: '${resource}' breaks no such rule`;
    return [...anonymous, { field: `${at}.resource`, problem, fix: 'remove it, or write the id as the plan does' }];
  }
  return anonymous;
}

function isInForce(exemption: Exemption, today: string): boolean {
  const isSigned = !SIGNATURE.some((field) => isMissing(exemption, field));
  return isSigned && !isOver(exemption, today) && !isTooLong(exemption, today);
}

/** It may come from JSON that no compiler has seen. */
function isMissing(exemption: Exemption, field: (typeof SIGNATURE)[number]): boolean {
  return String(exemption[field] ?? '').trim() === '';
}

/** What a rule could not say of a plan is about every resource in it, and one permission is for one resource. */
function isAboutWholePlan({ resource, outcome }: Verdict): boolean {
  return resource === 'plan' && outcome === 'unknown';
}

function isTooLong({ expires }: Exemption, today: string): boolean {
  return Date.parse(expires) - Date.parse(today) > LONGEST_DAYS * 86_400_000;
}

/** A date that is none is over: written wrongly, it would otherwise hold for ever. */
function isOver({ expires }: Exemption, today: string): boolean {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(expires) && !Number.isNaN(Date.parse(expires));
  // JavaScript takes 30 February for a day in March.
  return !isDate || new Date(expires).toISOString().slice(0, 10) !== expires || expires < today;
}

function target({ rule, resource }: Pick<Verdict, 'rule' | 'resource'>): string {
  return `${rule} ${resource}`;
}

function refused({ rule, resource, owner }: Exemption, violations: readonly Violation[]): Verdict {
  const subject = `Exemption of '${owner ?? ''}' from ${rule} for ${resource}`;
  return {
    rule: EXEMPTIONS_IN_FORCE,
    level: 'mandatory',
    resource,
    outcome: 'fail',
    violations,
    messages: violations.map((violation) => message(subject, violation)),
  };
}
