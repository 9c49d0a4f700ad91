import { type Command, Option } from 'commander';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { PREVIEW_FORMATS, type PreviewFormat } from './format';
import { FAIL_ON } from './gates/fail-on';

interface Options {
  readonly against?: string;
  readonly all?: boolean;
  readonly format: PreviewFormat;
  readonly json?: boolean;
  readonly out?: readonly string[];
  readonly failOn?: readonly string[];
  readonly change?: string;
  readonly configJson?: string;
}

export function addPreview(program: Command, { options: place, platform, done }: Session): void {
  program
    .command('preview [environment...]')
    .description('show what would run, every edge, and the verdicts; or what a change means')
    .option('--against <what>', 'a git ref, or the file of a plan: tell what changed since then')
    .option('--all', 'every environment')
    .addOption(oneOf(new Option('--format <format>', 'how to print it'), PREVIEW_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addOption(
      new Option('--fail-on <gates>', `the gates that stop a change, by commas: ${FAIL_ON.join(', ')}`).argParser(
        listed,
      ),
    )
    .option('--change <file>', 'the record of the change: held against what its class asks for')
    .addOption(configJsonOption())
    .action(async (environments: readonly string[], { json = false, ...options }: Options) => {
      const asked = { ...options, place: place(), format: json ? ('json' as const) : options.format };
      const { against } = options;
      if (against === undefined) {
        const { preview } = await import('./preview.js');
        done(await preview(await platform(), environments, asked));
        return;
      }
      const { previewAgainst } = await import('./against.js');
      const { readsIn } = await import('./sides/reads.js');
      // Before anything of the platform is loaded.
      const reads = readsIn(place());
      done(await previewAgainst(await platform(), environments, { ...asked, against, reads }));
    });
}

/** Not one word after another, which would take the environments for gates. May be said more than once. */
function listed(words: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...words.split(',').map((word) => word.trim())];
}
