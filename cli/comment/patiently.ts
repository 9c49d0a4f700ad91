import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../constructs/invalid';
import { Busy } from './http';

const TRIES = 4;

/** A job that waits longer costs more than it tells. */
const LONGEST_SECONDS = 120;

/** Does something that may be done again, as often as it takes while the server is busy, within reason. */
export async function patiently<T>(what: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await what();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      const seconds = error.seconds ?? 2 ** (attempt - 1);
      if (attempt === TRIES || seconds > LONGEST_SECONDS) {
        throw new UserError([`the comment could not be written (${error.message}); run the job again later`]);
      }
      await wait(seconds * 1000);
    }
  }
}
