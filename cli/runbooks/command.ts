import type { Command } from 'commander';
import type { Session } from '../session';

const EXAMPLES = `
Examples:
  dwcp runbooks production --out runbooks           a page for each alert, by its name
  dwcp runbooks production --out runbooks --check   whether they are as the alerts are now

What is written by hand, between the two lines of a page that say so, stays. Publish the folder below the address that
\`dwcp:cluster.monitoring.runbooks\` names: alerts link their page there.

Exit status: 0 they are as they should be, 1 with --check: one is not, 2 the input is wrong.`;

export function addRunbooks(program: Command, { options, platform, done }: Session): void {
  program
    .command('runbooks <environment>')
    .description('write a runbook for each alert, and keep what is written by hand in it')
    .requiredOption('--out <dir>', 'folder with the runbooks')
    .option('--check', 'write nothing, and say which are not as they should be')
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { out, check = false }: { out: string; check?: boolean }) => {
      const { runbooks } = await import('./runbooks.js');
      done(runbooks(await platform(), environment, { out, check, directory: options().directory }));
    });
}
