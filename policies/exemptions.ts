import type { Exemption } from '../constructs/plan/exemption';
import { calendarProblem } from './expiry';
import { isFields } from './fields';
import { excusing, type FoundViolation, type Verdict } from './verdict';

export interface Exemptions {
  readonly granted: readonly Exemption[];
  /** The day of the check, as YYYY-MM-DD: handed in, because policies read no clock. */
  readonly today: string;
}

/** What makes an exemption somebody's. */
export const SIGNATURE = ['owner', 'reason', 'ticket'] as const;

/**
 * The verdicts, without what an exemption in force excuses.
 *
 * One excuses one violation: what is added later, or changes, fails again. A doubt is never excused, because nobody
 * knows what it would let through.
 */
export function excuse(verdicts: readonly Verdict[], { granted, today }: Exemptions): readonly Verdict[] {
  const inForce = new Map<string, Exemption[]>();
  for (const exemption of granted.filter((one) => isInForce(one, today))) {
    const key = target(exemption);
    inForce.set(key, [...(inForce.get(key) ?? []), exemption]);
  }
  return verdicts.map((verdict) => {
    const exemptions = inForce.get(target(verdict));
    if (exemptions === undefined) return verdict;
    return excusing(verdict, (violation) => exemptions.find((one) => meant(one, verdict.violations) === violation));
  });
}

/** The one violation that an exemption names; undefined where it names none, or several. */
export function meant(exemption: Exemption, violations: readonly FoundViolation[]): FoundViolation | undefined {
  const [first, ...others] = violations.filter((violation) => isNamedBy(exemption, violation));
  return others.length === 0 ? first : undefined;
}

export function isNamedBy({ field, fingerprint }: Exemption, violation: FoundViolation): boolean {
  return fingerprint === undefined ? violation.field === field : violation.fingerprint === fingerprint;
}

/** Whether one is somebody's, and of today. It may come from JSON that no compiler has seen. */
export function isInForce(exemption: unknown, today: string): exemption is Exemption {
  if (!isFields(exemption) || SIGNATURE.some((field) => isMissing(exemption[field]))) return false;
  return calendarProblem(exemption['expires'], today) === undefined && isNamed(exemption);
}

/** By one of the two: were one of them ignored, it would be the narrower. */
function isNamed({ field, fingerprint }: Readonly<Record<string, unknown>>): boolean {
  return (field === undefined) !== (fingerprint === undefined);
}

export function isMissing(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

export function target({ rule, resource }: Pick<Exemption, 'rule' | 'resource'>): string {
  return `${rule} ${resource}`;
}
