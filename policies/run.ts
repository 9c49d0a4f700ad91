import type { Resource } from '../constructs/plan/resource';
import { audit, type Exemption, type Exemptions, excuse } from './exemptions';
import type { Findings, PlanRule, Rule } from './former';
import { rules as allRules } from './rules';
import { Unknowable } from './unknowable';
import { message, type Violation, who } from './violation';

/** The answer of one rule on one resource. */
export interface Verdict {
  readonly rule: string;
  readonly level: Rule['level'];
  /** Id of the resource, or `plan` for a rule that found nothing wrong with the plan as a whole. */
  readonly resource: string;
  /** `unknown` when the rule could not tell, which on a mandatory rule fails like `fail`. */
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'exempt';
  /** What is wrong, what could not be told, or what is excused. */
  readonly violations: readonly Violation[];
  /** The violations as lines for people. */
  readonly messages: readonly string[];
  /** The permission to fail, when the outcome is `exempt`. */
  readonly exemption?: Exemption;
}

const PLAN = 'plan';

/**
 * What every rule says about every resource that holds something it judges; the others have no verdict, so that a
 * count of passes is a count of things looked at.
 *
 * A rule that fails to answer, for whatever reason, answers `unknown`: it neither passes nor stops the others.
 */
export function judge(
  plan: readonly Resource[],
  rules: readonly Rule[] = allRules,
  exemptions?: Exemptions,
): readonly Verdict[] {
  const verdicts = rules.flatMap((rule) => verdictsOf(rule, plan));
  if (exemptions === undefined) return verdicts;
  return [...excuse(verdicts, exemptions), ...audit(verdicts, exemptions, rules)];
}

/** Whether a check has to fail: something mandatory is wrong, or nobody can tell that it is right. */
export function failsCheck(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ level, outcome }) => level === 'mandatory' && (outcome === 'fail' || outcome === 'unknown'));
}

function verdictsOf(rule: Rule, plan: readonly Resource[]): readonly Verdict[] {
  switch (rule.judges) {
    case 'kubernetes':
      return plan.flatMap((resource) =>
        resource.api === 'kubernetes' ? verdictOn(rule, resource, () => rule.check(resource)) : [],
      );
    case 'vault':
      return plan.flatMap((resource) =>
        resource.api === 'vault' ? verdictOn(rule, resource, () => rule.check(resource)) : [],
      );
    case 'plan':
      return planVerdicts(rule, plan);
  }
}

function verdictOn(rule: Rule, resource: Resource, check: () => Findings): readonly Verdict[] {
  const { id, path } = resource;
  try {
    const findings = check();
    if (findings === undefined) return [];
    return [verdict(rule, id, who(resource), findings.length === 0 ? 'pass' : 'fail', findings)];
  } catch (error) {
    return [verdict(rule, id, who(resource), 'unknown', [unanswered(rule, error, path)])];
  }
}

function planVerdicts(rule: PlanRule, plan: readonly Resource[]): readonly Verdict[] {
  try {
    const findings = rule.check(plan);
    if (findings === undefined) return [];
    if (findings.length === 0) return [verdict(rule, PLAN, PLAN, 'pass', [])];
    const names = new Map(plan.map((resource) => [resource.id, who(resource)]));
    const byResource = new Map<string, Violation[]>();
    for (const { resource, ...violation } of findings) {
      byResource.set(resource, [...(byResource.get(resource) ?? []), violation]);
    }
    return [...byResource].map(([id, violations]) => verdict(rule, id, names.get(id) ?? id, 'fail', violations));
  } catch (error) {
    return [verdict(rule, PLAN, PLAN, 'unknown', [unanswered(rule, error, PLAN)])];
  }
}

function verdict(
  { id, level }: Rule,
  resource: string,
  subject: string,
  outcome: Verdict['outcome'],
  violations: readonly Violation[],
): Verdict {
  return { rule: id, level, resource, outcome, violations, messages: violations.map((one) => message(subject, one)) };
}

/** Where a rule stopped, and why, as something to fix. */
export function unanswered({ id }: Rule, error: unknown, path: string): Violation {
  const why = error instanceof Error ? error.message : String(error);
  return {
    field: error instanceof Unknowable ? error.field : path,
    problem: `rule '${id}' cannot judge it: ${why}`,
    fix: 'write it as the rule can read it',
  };
}
