import { type Command, Option } from 'commander';
import type { Session } from '../session';
import type { Format } from './formats';
import { FAIL_ON } from './gates/fail-on';

const FORMATS: readonly Format[] = ['text', 'markdown', 'json', 'html'];

interface Options {
  readonly against?: string;
  readonly format: Format;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly failOn?: readonly string[];
  readonly change?: string;
}

export function addPreview(program: Command, { options: place, platform, done }: Session): void {
  program
    .command('preview [environment...]')
    .description('show what would run, every edge, and the verdicts; or what a change means')
    .option('--against <what>', 'a git ref, or the file of a plan: tell what changed since then')
    .option('--all', 'every environment')
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file')
    .addOption(
      new Option('--fail-on <gates>', `the gates that stop a change, by commas: ${FAIL_ON.join(', ')}`).argParser(
        listed,
      ),
    )
    .option('--change <file>', 'the record of the change: held against what its class asks for')
    .action(async (environments: readonly string[], { json = false, format, ...options }: Options) => {
      const { preview } = await import('./preview.js');
      done(
        await preview(await platform(), environments, { ...options, place: place(), format: json ? 'json' : format }),
      );
    });
}

/** Not one word after another, which would take the environments for gates. May be said more than once. */
function listed(words: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...words.split(',').map((word) => word.trim())];
}
