import { setImmediate } from 'node:timers/promises';

/**
 * Lets one begin after the other, each in a turn of Node's event loop of its own. Nobody waits for the end of another.
 *
 * Pulumi's SDK would put all resources of a program into words at once, each in many small steps, and hold on to the halves of
 * all of them.
 */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** What is given, when its turn has come: that of who asked first comes first. */
  inTurn<T>(given: T): Promise<T> {
    const turn = this.last.then(() => setImmediate(given));
    this.last = turn;
    return turn;
  }
}
