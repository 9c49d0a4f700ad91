import type { Command } from 'commander';
import type { Session } from '../session';

export function addCheck(program: Command, { platform, done }: Session): void {
  program
    .command('check <environment>')
    .description('judge an environment by every rule; exit status 1 when a mandatory one fails')
    .option('--json', 'print the verdicts as JSON')
    .action(async (environment: string, options: { readonly json?: boolean }) => {
      const { checkEnvironment } = await import('./check-environment.js');
      done(checkEnvironment(await platform(), environment, options));
    });
}
