// Run by Node.js on a worktree, in a process of its own: what a platform of another commit does, it does there.
import { writeFileSync } from 'node:fs';
import { UserError } from '../../../../constructs/invalid';
import { findPlatform } from '../../../platform/find';
import { sidesHere } from '../here';
import { plansJson } from '../plan-file';
import { sideJson } from '../side-json';
import type { Task } from './task';

/** The exit status of wrong input, as that of the command. */
const USAGE = 2;

/** Writes the plans whole: that a secret is another one can be told only by who sees both. */
async function main({ options, wanted: { names, all, today }, file, resolved }: Task): Promise<void> {
  const from = { ...(await findPlatform(options)), ...(resolved && { resolved }) };
  const { environments } = from.platform;
  const sides = sidesHere(from, all ? environments : environments.filter((name) => names.includes(name)), today);
  writeFileSync(file, JSON.stringify(plansJson([...sides.values()].map(sideJson))), { mode: 0o600 });
}

main(JSON.parse(process.argv[2]!) as Task).catch((error: unknown) => {
  if (!UserError.isUserError(error)) throw error;
  process.stderr.write(`${error.problems.join('\n')}\n`);
  process.exitCode = USAGE;
});
