import type { Command, Option } from 'commander';
import { type Cursor, cursorAfter, FLAG_AND_VALUE, optionOf, optionsOf } from './cursor';

/** A word that could stand at the cursor, and what it means. */
export interface Candidate {
  readonly word: string;
  /** @default - it says so itself */
  readonly means?: string;
}

export interface Answer {
  readonly candidates: readonly Candidate[];
  /** What may stand there besides, which a shell lists best. */
  readonly paths: 'none' | 'files' | 'folders';
}

/** What a value may be, by the placeholder that help shows for it, and what was said before it. */
export type ValuesOf = (placeholder: string, given: Cursor['given']) => Promise<Answer>;

const NOTHING: Answer = { candidates: [], paths: 'none' };

/** What could stand in place of the last word. */
export async function answerTo(program: Command, words: readonly string[], valuesOf: ValuesOf): Promise<Answer> {
  const all = withoutSigns(words);
  const last = all.at(-1) ?? '';
  const cursor = cursorAfter(program, all.slice(0, -1));
  const { candidates, paths } = await answerAt(cursor, last, valuesOf);
  return { candidates: candidates.filter(({ word }) => word.startsWith(last)), paths };
}

/** Bash takes `--format=html` for three words. */
function withoutSigns(words: readonly string[]): readonly string[] {
  const isSign = (index: number) => words[index] === '=' && (words[index - 1] ?? '').startsWith('--');
  const kept = words.filter((_, index) => !isSign(index));
  return isSign(words.length - 1) ? [...kept, ''] : kept;
}

async function answerAt(cursor: Cursor, last: string, valuesOf: ValuesOf): Promise<Answer> {
  const { command, option, argument, given } = cursor;
  if (option !== undefined) return listed(last, await answerFor(option, cursor, valuesOf));
  if (cursor.options && last.startsWith('-')) {
    const [, flag, value] = FLAG_AND_VALUE.exec(last) ?? [];
    const named = flag === undefined ? undefined : optionOf(command, flag);
    if (named === undefined) return { candidates: flagsOf(command), paths: 'none' };
    return behind(`${flag}=`, listed(value!, await answerFor(named, cursor, valuesOf)));
  }
  const commands = cursor.subcommand ? commandsOf(command) : [];
  const values = argument === undefined ? NOTHING : await valuesFor(argument, argument.name(), given, valuesOf);
  return { candidates: [...commands, ...values.candidates], paths: values.paths };
}

function answerFor(option: Option, { given }: Cursor, valuesOf: ValuesOf): Promise<Answer> {
  return valuesFor(option, /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1] ?? '', given, valuesOf);
}

async function valuesFor(
  { argChoices }: { readonly argChoices?: readonly string[] | undefined },
  placeholder: string,
  given: Cursor['given'],
  valuesOf: ValuesOf,
): Promise<Answer> {
  if (argChoices === undefined) return valuesOf(placeholder, given);
  return { candidates: argChoices.map((word) => ({ word })), paths: 'none' };
}

/** Of words by commas, the last is completed. */
function listed(last: string, answer: Answer): Answer {
  const comma = last.lastIndexOf(',');
  if (comma < 0) return answer;
  const before = last.slice(0, comma + 1);
  const said = new Set(before.split(','));
  return behind(before, { ...answer, candidates: answer.candidates.filter(({ word }) => !said.has(word)) });
}

function behind(start: string, { candidates, paths }: Answer): Answer {
  return { candidates: candidates.map(({ word, ...rest }) => ({ word: `${start}${word}`, ...rest })), paths };
}

function flagsOf(command: Command): readonly Candidate[] {
  const flags = optionsOf(command)
    .filter(({ hidden }) => !hidden)
    .map(({ long, short, description }) => ({ word: long ?? short!, means: description }));
  return [...flags, { word: '--help', means: 'display help for command' }];
}

function commandsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), means: one.description() }));
}
