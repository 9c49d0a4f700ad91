import type { Argument, Command, Option } from 'commander';

/** `--format=html`. */
export const FLAG_AND_VALUE = /^(--[^=]+)=(.*)$/s;

/** Where in a call the cursor is, and what was said before it. */
export interface Cursor {
  /** The command that it belongs to: the program, or one below it. */
  readonly command: Command;
  /** Of which the value is asked for. @default - none: it is not behind an option that takes one */
  readonly option?: Option;
  /** Which argument of the command it is. @default - the command has no more of them */
  readonly argument?: Argument;
  /** Whether a subcommand may stand here. */
  readonly subcommand: boolean;
  /** Whether what begins with a dash is an option. */
  readonly options: boolean;
  /** The values of options so far, by the option's name: of `-C`, `directory`. */
  readonly given: ReadonlyMap<string, string>;
}

/** Reads the words before the cursor as the command itself would, and forgives what it would not. */
export function cursorAfter(program: Command, words: readonly string[]): Cursor {
  const reading = new Reading(program);
  for (const word of words) reading.read(word);
  return reading.cursor();
}

class Reading {
  private readonly given = new Map<string, string>();
  private command: Command;
  private option: Option | undefined;
  private options = true;
  private count = 0;

  constructor(program: Command) {
    this.command = program;
  }

  read(word: string): void {
    if (this.option !== undefined) {
      this.given.set(this.option.attributeName(), word);
      this.option = undefined;
    } else if (this.options && word.startsWith('-')) this.readOption(word);
    else this.readArgument(word);
  }

  cursor(): Cursor {
    const { command, option, options, given, count } = this;
    const known = command.registeredArguments;
    const argument = known[count] ?? known.findLast((one) => one.variadic);
    const rest = { ...(option && { option }), ...(argument && { argument }) };
    return { command, given, options, subcommand: count === 0, ...rest };
  }

  private readOption(word: string): void {
    if (word === '--') this.options = false;
    const [, flag, value] = FLAG_AND_VALUE.exec(word) ?? [undefined, word];
    const option = optionOf(this.command, flag!);
    if (option === undefined || option.isBoolean()) return;
    if (value === undefined) this.option = option;
    else this.given.set(option.attributeName(), value);
  }

  private readArgument(word: string): void {
    const below = this.count === 0 ? this.command.commands.find((one) => one.name() === word) : undefined;
    if (below === undefined) this.count++;
    else this.command = below;
  }
}

/** The option of a command, or of one above it, whose options may stand behind it too. */
export function optionOf(command: Command, flag: string): Option | undefined {
  return optionsOf(command).find((option) => [option.short, option.long].includes(flag));
}

export function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.parent === null ? [] : optionsOf(command.parent))];
}
