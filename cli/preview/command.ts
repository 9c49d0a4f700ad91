import type { Command } from 'commander';
import type { Session } from '../session';

export function addPreview(program: Command, { platform, done }: Session): void {
  program
    .command('preview <environment>')
    .description('show what would run, every edge, and the verdicts')
    .option('--json', 'print the whole plan and the verdicts as JSON')
    .action(async (environment: string, options: { readonly json?: boolean }) => {
      const { preview } = await import('./preview.js');
      done(preview(await platform(), environment, options));
    });
}
