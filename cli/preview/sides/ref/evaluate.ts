import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../../constructs/invalid';
import type { PlatformOptions } from '../../../platform/locate';
import type { Resolved } from '../../../platform/resolved/resolved';
import { readJson } from '../json-file';
import { withoutHooks } from './git';
import type { CommandLine } from './manager';
import { type Ran, run } from './run';
import type { Task, Wanted } from './task';
import { otherCommand } from './their-command';
import { SHIFT, WATCHED } from './watched';
import type { Worktree } from './worktree';

/** Where a platform is evaluated. */
export interface Place extends Worktree {
  /** How the platform is found there. */
  readonly options: PlatformOptions;
  /** The file that it is. */
  readonly platform: string;
  /** What takes the place of a stack file. @default - every environment has its stack file */
  readonly resolved?: Resolved;
}

/** What there is of the environments that are asked for. */
export interface Evaluation {
  /** As JSON, one value or one for each. */
  readonly printed: readonly unknown[];
  /** What of the platform reads the clock or chance, with its place. */
  readonly reads: readonly string[];
}

/**
 * Evaluates a platform by the copy of the library that it imports, or by this one where it imports none, in a process of
 * its own and with a clock that is wrong by some milliseconds.
 *
 * @throws UserError with everything that is wrong with it.
 */
export async function evaluate(wanted: Wanted, place: Place, clockShift: number): Promise<Evaluation> {
  const main = otherCommand(place.platform);
  const evaluations = await Promise.all(
    main === undefined
      ? [evaluateHere(wanted, place, clockShift)]
      : // Of a command that may be older, this much is known: what it prints of one environment.
        wanted.names.map((name) => previewThere(main, name, place, clockShift)),
  );
  return {
    printed: evaluations.flatMap(({ printed }) => printed),
    reads: evaluations.flatMap(({ reads }) => reads),
  };
}

async function evaluateHere(wanted: Wanted, place: Place, clockShift: number): Promise<Evaluation> {
  const file = join(place.scratch, 'plans.json');
  const { options, resolved } = place;
  const task: Task = { options, wanted, file, ...(resolved && { resolved }) };
  const ran = await runWatched([join(__dirname, 'child.js'), JSON.stringify(task)], place, { clockShift });
  if (ran.status !== 0) throw new UserError(problemsIn(ran));
  return printedIn(file, ran);
}

async function previewThere(main: string, name: string, place: Place, clockShift: number): Promise<Evaluation> {
  const { platform } = place.options;
  const file = join(place.scratch, `plan-${name}.json`);
  const args = [main, ...(platform === undefined ? [] : ['--platform', platform]), 'preview', name, '--json'];
  const output = openSync(file, 'w', 0o600);
  try {
    const ran = await runWatched(args, place, { clockShift, output });
    if (ran.status === 0) return printedIn(file, ran);
    const problems = problemsIn(ran);
    if (problems.every((problem) => problem.startsWith('unknown environment '))) return { printed: [], reads: [] };
    throw new UserError(problems);
  } finally {
    closeSync(output);
  }
}

function runWatched(
  args: readonly string[],
  { tree, signal, options: { directory: folder } }: Place,
  { clockShift, output }: { readonly clockShift: number; readonly output?: number },
): Promise<Ran> {
  const env = { ...withoutHooks(), NO_COLOR: '1', [WATCHED]: tree, [SHIFT]: `${clockShift}` };
  const command: CommandLine = [process.execPath, '--require', join(__dirname, 'watch.js'), ...args];
  return run(command, { folder, env, signal, ...(output !== undefined && { output }) });
}

function printedIn(file: string, { told }: Ran): Evaluation {
  // A platform may end the process by itself, as if all were well.
  if (!existsSync(file)) throw new UserError(['ends the process that evaluates it; let it load']);
  return { printed: [readJson(file, 'what it prints')], reads: told.split('\n').filter(Boolean) };
}

/** What it said is wrong. Of a mistake of ours, which ends with a stack, the line with the error. */
function problemsIn({ status, stderr }: Ran): readonly string[] {
  const lines = stderr.split('\n').filter(Boolean);
  if (status === 2 && lines.length > 0) return lines;
  const error = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return [`cannot be evaluated: the command ended with ${status ?? 'a signal'}: ${error}`];
}
