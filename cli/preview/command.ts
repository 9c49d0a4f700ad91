import { type Command, Option } from 'commander';
import type { Session } from '../session';
import type { Format } from './formats';
import { GATES, type GateId } from './gates/gate';

const FORMATS: readonly Format[] = ['text', 'markdown', 'json', 'html'];

interface Options {
  readonly against?: string;
  readonly format: Format;
  readonly json?: boolean;
  readonly out?: string;
  readonly failOn?: readonly GateId[];
}

export function addPreview(program: Command, { options: place, platform, done }: Session): void {
  program
    .command('preview <environment...>')
    .description('show what would run, every edge, and the verdicts; or what a change means')
    .option('--against <what>', 'a git ref, or the file of a plan: tell what changed since then')
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file')
    .addOption(new Option('--fail-on <gate...>', 'the gates that stop a change').choices(Object.keys(GATES)))
    .action(async (environments: readonly string[], { json = false, format, ...options }: Options) => {
      const { preview } = await import('./preview.js');
      done(
        await preview(await platform(), environments, { ...options, place: place(), format: json ? 'json' : format }),
      );
    });
}
