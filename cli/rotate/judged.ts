import { deviates, type Finding, ok, unknown } from '../diagnosis/finding';
import { type Age, ageOf } from './age';
import type { Rotating } from './rotating';
import { dateOf, lasting } from './times';
import type { Trace, Trail } from './trail';
import { Untold, type Vault } from './vault';

/** What is known of a credential that has to be followed by another, and whether that is as it has to be. */
export interface Judged {
  readonly rotating: Rotating;
  readonly finding: Finding;
  /** @default - there is none, or nobody knows */
  readonly age?: Age;
  /** Who had it made. @default - no audit was given, or it does not say */
  readonly trace?: Trace;
}

const REMEDIES = {
  key: 'see whether Vault is sealed or read-only: it makes the next version by itself',
  secret: 'have its owner write the next value: docs/guides/rotate.md',
  login: 'see why its operator does not make the next one: kubectl describe vaultdynamicsecrets',
  certificate: 'see why its operator does not make the next one: kubectl describe vaultpkisecrets',
  authority: 'raise `authority` of what it is declared for: docs/guides/rotate.md',
} as const;

/** So much later the audit may have written down what Vault made, or earlier by its clock. */
const CLOCKS_MS = 60_000;

/** Asks Vault for the age of each, and holds it against what was declared, at a time in milliseconds. */
export async function judgeAll(
  all: readonly Rotating[],
  vault: Vault,
  now: number,
  trail?: Trail,
): Promise<readonly Judged[]> {
  return Promise.all(
    all.map(async (rotating) => {
      try {
        return judge(rotating, await ageOf(rotating, vault), now, trail);
      } catch (error) {
        if (!(error instanceof Untold)) throw error;
        return { rotating, finding: untold(error) };
      }
    }),
  );
}

/** What of an answer that was refused, or did not come, is to be said. */
export function untold({ message, isForbidden }: Untold): Finding {
  const remedy = isForbidden
    ? 'ask as somebody who may: docs/guides/rotate.md has the policy'
    : 'see that Vault answers';
  return unknown(message, remedy);
}

/** Whether a credential of some age is followed by another in time, and whether the audit has who had it made. */
export function judge(rotating: Rotating, age: Age | undefined, now: number, trail?: Trail): Judged {
  const { asked, name, by, madeAt } = rotating;
  const what = `${asked.kind} ${name}`;
  if (age === undefined) {
    const nothing = `${what} is not there: nobody has one`;
    return {
      rotating,
      finding: deviates(nothing, asked.kind === 'secret' ? REMEDIES.secret : 'have pulumi up make it'),
    };
  }
  const trace = madeAt === undefined ? undefined : trail?.traces.get(madeAt);
  const known = { rotating, age, ...(trace && { trace }) };
  const since = `is ${lasting(now - age.made)} old`;
  if (now > age.next) {
    const late = `${what} ${since}, and was to be followed by another by ${dateOf(age.next)}, which is ${lasting(now - age.next)} ago`;
    return { ...known, finding: deviates(late, REMEDIES[asked.kind]) };
  }
  if (madeAt !== undefined && trail !== undefined && isMissing(trace, trail, age)) {
    const untraced = `${what} ${since}, and the audit has nobody who had it made`;
    return { ...known, finding: deviates(untraced, 'see whether its audit device was away at that time') };
  }
  const asOf = trace === undefined ? '' : `; made for ${trace.by}, by the audit`;
  return { ...known, finding: ok(`${what} ${since}, the next is due ${dateOf(age.next)}, by ${by}${asOf}`) };
}

/** An audit that begins later says nothing of it. */
function isMissing(trace: Trace | undefined, { since }: Trail, { made }: Age): boolean {
  return since <= made && (trace === undefined || trace.at < made - CLOCKS_MS);
}
