import { readFileSync } from 'node:fs';
import { adoptPending, parseExport } from '../recovery';

/** Turns the state of an interrupted stack, on standard input, into one that the next run can go on from. */
export function adopt(): number {
  const stack = adoptPending(parseExport(readFileSync(0, 'utf8')));
  process.stdout.write(`${JSON.stringify(stack, null, 2)}\n`);
  return 0;
}
