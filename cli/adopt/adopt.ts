import { readFileSync } from 'node:fs';
import { UserError } from '../../constructs/invalid';
import { type LiveOptions, liveOwners } from './owners';
import { adoptPending, parseExport } from './pending';

/** Turns the state of an interrupted stack, on standard input, into one that the next run can go on from. */
export function adopt(options: LiveOptions): number {
  const owners = liveOwners(options);
  const stack = adoptPending(parseExport(standardInput()), owners);
  process.stdout.write(`${JSON.stringify(stack, null, 2)}\n`);
  return 0;
}

function standardInput(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError([`standard input: cannot be read (${code}); pipe it in from \`pulumi stack export\``]);
  }
}
