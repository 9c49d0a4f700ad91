import { nearest } from '../constructs/fields/nearest';
import type { Exemption } from '../constructs/plan/exemption';
import { type Exemptions, isMissing, isNamedBy, meant, SIGNATURE, target } from './exemptions';
import { calendarProblem } from './expiry';
import { isFields } from './fields';
import type { Rule } from './rule';
import { type FoundViolation, type Verdict, verdict } from './verdict';
import type { Violation } from './violation';

/** The id under which an exemption that is itself wrong is reported. Nothing exempts from it. */
export const EXEMPTIONS_IN_FORCE = 'exemptions-in-force';

const RULE: Pick<Rule, 'id' | 'level' | 'severity'> = { id: EXEMPTIONS_IN_FORCE, level: 'mandatory', severity: 'high' };

const FIELDS: Readonly<Record<keyof Exemption, true>> = {
  rule: true,
  resource: true,
  field: true,
  fingerprint: true,
  owner: true,
  reason: true,
  ticket: true,
  expires: true,
};

/**
 * A mandatory failure for each exemption that is over, owned by nobody, or does not name one violation that is there.
 *
 * `verdicts` are those before anything was excused.
 */
export function audit(
  verdicts: readonly Verdict[],
  { granted, today }: Exemptions,
  rules: readonly Rule[],
): readonly Verdict[] {
  const known = new Set(rules.map(({ id }) => id));
  const byTarget = new Map(verdicts.map((one) => [target(one), one]));
  const spent = new Map<FoundViolation, string>();
  return granted.flatMap((exemption: unknown, index) => {
    const at = `exemptions[${index}]`;
    if (!isFields(exemption)) {
      const problem = 'it is no object';
      return [
        refused({}, [
          { field: at, problem, fix: 'write it with rule, resource, field, owner, reason, ticket and expires' },
        ]),
      ];
    }
    const violations = [
      ...shapeProblems(exemption, at),
      ...targetProblems(exemption as unknown as Exemption, at, { today, known, byTarget, spent }),
    ];
    return violations.length === 0 ? [] : [refused(exemption, violations)];
  });
}

function shapeProblems(exemption: Readonly<Record<string, unknown>>, at: string): readonly Violation[] {
  const strange = Object.keys(exemption).filter((key) => !Object.hasOwn(FIELDS, key));
  const anonymous = SIGNATURE.filter((field) => isMissing(exemption[field]));
  return [
    ...strange.map((key) => {
      const near = nearest(key, Object.keys(FIELDS));
      const fix = near === undefined ? 'remove it' : `did you mean '${near}'?`;
      return { field: `${at}.${key}`, problem: `it has the unknown field '${key}'`, fix };
    }),
    ...anonymous.map((field) => ({ field: `${at}.${field}`, problem: `it has no ${field}`, fix: 'name it' })),
  ];
}

interface Known {
  readonly today: string;
  readonly known: ReadonlySet<string>;
  readonly byTarget: ReadonlyMap<string, Verdict>;
  /** Violations that an exemption before names already, with where that is. */
  readonly spent: Map<FoundViolation, string>;
}

function targetProblems(
  exemption: Exemption,
  at: string,
  { today, known, byTarget, spent }: Known,
): readonly Violation[] {
  const { rule, resource, expires } = exemption;
  if (!known.has(rule)) {
    const near = nearest(String(rule), known);
    const fix = near === undefined ? '`dwcp rules` lists them' : `did you mean '${near}'?`;
    return [{ field: `${at}.rule`, problem: `no rule is called '${rule}'`, fix }];
  }
  const calendar = calendarProblem(expires, today);
  if (calendar !== undefined) return [{ field: `${at}.expires`, ...calendar }];
  const found = byTarget.get(target(exemption));
  if (found === undefined || found.violations.length === 0) return [nothing(exemption, at, found)];
  const problem = namingProblem(exemption, at, found.violations);
  if (problem !== undefined) return [problem];
  const violation = meant(exemption, found.violations)!;
  const other = spent.get(violation);
  spent.set(violation, other ?? at);
  if (other === undefined) return [];
  return [{ field: at, problem: `${other} excuses the same of '${resource}'`, fix: 'keep one of them' }];
}

function nothing({ resource }: Exemption, at: string, found: Verdict | undefined): Violation {
  const field = `${at}.resource`;
  if (found?.outcome === 'unknown') {
    const problem = `it excuses nothing: nobody can tell whether '${resource}' breaks the rule`;
    return { field, problem, fix: 'remove it, and write the resource as the rule can read it' };
  }
  const problem = `it excuses nothing: '${resource}' breaks no such rule`;
  return { field, problem, fix: 'remove it, or write the id as the plan does' };
}

function namingProblem(exemption: Exemption, at: string, violations: readonly FoundViolation[]): Violation | undefined {
  const { field, fingerprint }: { readonly field?: unknown; readonly fingerprint?: unknown } = exemption;
  const names = `set ${choices(violations)}`;
  if (field === undefined && fingerprint === undefined) {
    return { field: `${at}.field`, problem: 'it names no violation, so it would excuse those to come', fix: names };
  }
  if (field !== undefined && fingerprint !== undefined) {
    return { field: `${at}.field`, problem: 'it names a field and a fingerprint', fix: 'keep one of them' };
  }
  const by = field === undefined ? 'fingerprint' : 'field';
  const named = violations.filter((violation) => isNamedBy(exemption, violation));
  if (named.length === 1) return undefined;
  if (named.length === 0) {
    return {
      field: `${at}.${by}`,
      problem: `it excuses nothing: no violation has the ${by} '${exemption[by]}'`,
      fix: names,
    };
  }
  return {
    field: `${at}.${by}`,
    problem: `${named.length} violations have the ${by} '${exemption[by]}'`,
    fix: `set ${choices(named)}`,
  };
}

/** By field where one is enough, by fingerprint where several are in one. */
function choices(violations: readonly FoundViolation[]): string {
  const count = (field: string) => violations.filter((one) => one.field === field).length;
  const one = violations.filter(({ field }) => count(field) === 1).map(({ field }) => `'${field}'`);
  const several = violations.filter(({ field }) => count(field) > 1);
  const prints = several.map(({ fingerprint, problem }) => `'${fingerprint}' (${problem})`);
  return [
    ...(one.length > 0 ? [`field to ${one.join(' or ')}`] : []),
    ...(prints.length > 0 ? [`fingerprint to ${prints.join(' or ')}`] : []),
  ].join(', or ');
}

function refused(
  { rule, resource, owner }: Partial<Readonly<Record<string, unknown>>>,
  violations: readonly Violation[],
): Verdict {
  const id = String(resource ?? 'nothing');
  const subject = `Exemption of '${owner ?? ''}' from ${rule ?? 'nothing'} for ${id}`;
  return verdict({ rule: RULE, resource: id, path: 'exemptions', subject }, violations);
}
