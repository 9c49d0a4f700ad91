import { UserError } from '../invalid';
import { whole } from '../props/checks';
import type { PropCheck } from '../props/props';
import { STANDARDS } from '../standards';

const DAY_SECONDS = 24 * 60 * 60;

/** The longest that each may be in use, in days: "Secrets", "Transport security" and "Encryption at rest" of the standards. */
const LONGEST_DAYS = {
  secret: STANDARDS.secretRotationDays,
  certificate: STANDARDS.tls.certificateLifeDays,
  key: STANDARDS.encryption.keyRotationDays,
} as const;

/** What is replaced in time. A key is one that encrypts what is kept; that of a certificate goes with the certificate. */
export type Rotated = keyof typeof LONGEST_DAYS;

/**
 * How often something is replaced: a number of days that no standard is below.
 *
 * Whatever hands out a secret, a certificate or a key takes one of these, so that nothing is without.
 */
export class RotationPolicy {
  /** How a construct checks the prop that says it: whole days, from 1 to what the standards allow. */
  static daysOf(rotated: Rotated): PropCheck {
    return whole(1, LONGEST_DAYS[rotated]);
  }

  /**
   * Every so many days.
   *
   * @default 90 days for secrets and certificates, 180 for keys - the longest that the standards allow
   * @throws UserError for days that are none, or more than that.
   */
  static of(rotated: Rotated, days: number = LONGEST_DAYS[rotated]): RotationPolicy {
    const problems = RotationPolicy.daysOf(rotated).problems(days, 'days');
    if (problems.length > 0) throw new UserError(problems.map((problem) => `the rotation of a ${rotated} ${problem}`));
    return new RotationPolicy(rotated, days);
  }

  /** What is replaced. */
  readonly rotated: Rotated;
  /** After how many days at the latest. */
  readonly days: number;

  private constructor(rotated: Rotated, days: number) {
    this.rotated = rotated;
    this.days = days;
  }

  /** The same in seconds, as Vault takes it. */
  get seconds(): number {
    return this.days * DAY_SECONDS;
  }
}
