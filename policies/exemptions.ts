import { message, type Rule, type Violation } from './rule';
import type { Verdict } from './run';

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

/** The verdicts, those of them exempt that an exemption in force names. */
export function excuse(verdicts: readonly Verdict[], { granted, today }: Exemptions): readonly Verdict[] {
  const inForce = new Map(
    granted.filter((exemption) => !isOver(exemption, today)).map((exemption) => [target(exemption), exemption]),
  );
  return verdicts.map((verdict) => {
    const exemption = inForce.get(target(verdict));
    return exemption === undefined || verdict.outcome === 'pass'
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
  const anonymous = (['owner', 'reason', 'ticket'] as const)
    .filter((field) => exemption[field].trim() === '')
    .map((field) => ({ field: `${at}.${field}`, problem: `it has no ${field}`, fix: 'name it' }));
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
  if (!failing.has(target(exemption))) {
    const problem = `it excuses nothing: '${resource}' breaks no such rule`;
    return [...anonymous, { field: `${at}.resource`, problem, fix: 'remove it, or write the id as the plan does' }];
  }
  return anonymous;
}

/** A date that is none is over: written wrongly, it would otherwise hold for ever. */
function isOver({ expires }: Exemption, today: string): boolean {
  return !/^\d{4}-\d{2}-\d{2}$/.test(expires) || Number.isNaN(Date.parse(expires)) || expires < today;
}

function target({ rule, resource }: Pick<Verdict, 'rule' | 'resource'>): string {
  return `${rule} ${resource}`;
}

function refused({ rule, resource, owner }: Exemption, violations: readonly Violation[]): Verdict {
  const subject = `Exemption of '${owner}' from ${rule} for ${resource}`;
  return {
    rule: EXEMPTIONS_IN_FORCE,
    level: 'mandatory',
    resource,
    outcome: 'fail',
    violations,
    messages: violations.map((violation) => message(subject, violation)),
  };
}
