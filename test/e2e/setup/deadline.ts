import type { Turn } from './turns';

/** A time, in seconds since the epoch, by which a run has to have ended: what runs in CI has a limit there. */
export const DEADLINE_VARIABLE = 'DWCP_DEADLINE';

/**
 * Why a turn is left out, or nothing.
 *
 * Only where the run had to build servers, which a machine does once: it then has less time than usual, and a run that is killed tells
 * nothing of all that passed before. A run that is slow for another reason is to fail.
 */
export function leftOut(turn: Turn, built: boolean, now: number = Date.now()): string | undefined {
  const deadline = Number(process.env[DEADLINE_VARIABLE] ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(deadline)) throw new Error(`${DEADLINE_VARIABLE} is no number of seconds since the epoch`);
  const left = Math.floor((deadline - now / 1000) / 60);
  if (!built || left >= turn.minutes) return undefined;
  return `it takes ${turn.minutes} minutes, and ${left} are left since servers had to be built; the next run finds them built`;
}
