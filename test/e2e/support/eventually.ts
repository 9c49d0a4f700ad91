import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** What is awaited, as the end of the sentence `… not within 30 s`. */
  readonly what: string;
  readonly timeoutMs: number;
  /** @default 100 - a server on loopback answers in a few milliseconds */
  readonly everyMs?: number;
}

/** Asks again and again until the answer is neither undefined nor false; a question that throws is not asked again. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false>,
  { what, timeoutMs, everyMs = 100 }: Patience,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await sleep(everyMs);
  }
}
