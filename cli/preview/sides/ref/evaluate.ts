import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../../constructs/invalid';
import { readJson } from '../json-file';
import type { Ran } from './run';
import { commandFor, type Place, runPreview, type TheirCommand } from './run-preview';

/** What the command says of a ref. */
export interface Evaluation {
  /** What it prints of the environments that it knows, as JSON: one value, or one for each. */
  readonly printed: readonly unknown[];
  /** What of the platform reads the clock or chance, with its place. */
  readonly reads: readonly string[];
}

/** The environments that are asked for. */
export interface Wanted {
  readonly names: readonly string[];
  /** Whether any other that there is is wanted, too. */
  readonly all: boolean;
}

export interface EvaluateOptions {
  /** A folder for what it prints. */
  readonly scratch: string;
  /** By how many milliseconds its clock is wrong. @default 0 - it is right */
  readonly clockShift?: number;
}

/**
 * Evaluates environments by the command of the library that the platform of a ref imports, in a process of its own. What
 * the ref does not have is left out.
 *
 * @throws UserError with everything that it says is wrong.
 */
export async function evaluate(
  { names, all }: Wanted,
  place: Place,
  { scratch, clockShift = 0 }: EvaluateOptions,
): Promise<Evaluation> {
  const command = commandFor(place.platform);
  // An older command takes one at a time, and does not know --all.
  const groups = command.isOurs ? [all ? ['--all'] : names] : names.map((name) => [name]);
  const evaluations = await Promise.all(
    groups.map((group, index) => {
      const file = join(scratch, `plans-${index}.json`);
      return evaluateGroup(command, group, place, { file, clockShift });
    }),
  );
  return {
    printed: evaluations.flatMap(({ printed }) => printed),
    reads: evaluations.flatMap(({ reads }) => reads),
  };
}

async function evaluateGroup(
  command: TheirCommand,
  environments: readonly string[],
  place: Place,
  options: { readonly file: string; readonly clockShift: number },
): Promise<Evaluation> {
  if (environments.length === 0) return { printed: [], reads: [] };
  const ran = await runPreview(command, environments, place, options);
  if (ran.status === 0) {
    if (!existsSync(options.file)) throw new UserError(['ends the process that evaluates it; let it load']);
    return { printed: [readJson(options.file, 'what it prints')], reads: ran.told.split('\n').filter(Boolean) };
  }
  const problems = problemsIn(ran, place);
  const unknown = problems.map((problem) => /^unknown environment '([^']+)'/.exec(problem)?.[1]);
  const known = environments.filter((environment) => !unknown.includes(environment));
  const others = problems.filter((_, index) => unknown[index] === undefined);
  if (others.length > 0 || known.length === environments.length) throw new UserError(problems);
  return evaluateGroup(command, known, place, options);
}

/** What it said, without where it ran. A mistake of ours ends with a stack, of which its first line is told. */
function problemsIn({ status, stderr }: Ran, { tree }: Place): readonly string[] {
  const lines = stderr.replaceAll(`${tree}/`, '').split('\n').filter(Boolean);
  if (status === 2 && lines.length > 0) return lines;
  const error = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return [`cannot be evaluated: the command ended with ${status ?? 'a signal'}: ${error}`];
}
