import type { Command } from 'commander';
import type { Session } from '../session';

const EXAMPLES = `
Examples:
  dwcp check production             an environment of the platform, with its own rules and exemptions
  dwcp check ./manifests            a folder or a file of manifests, whoever rendered them
  helm template . | dwcp check -    what is on standard input

Exit status: 0 every mandatory rule passes, 1 one fails or cannot tell, 2 the input or the call is wrong.`;

export function addCheck(program: Command, session: Session): void {
  program
    .command('check <source>')
    .description('judge an environment or manifests by every rule; exit status 1 when a mandatory one fails')
    .option('--json', 'print the verdicts as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (what: string, options: { readonly json?: boolean }) => {
      const { check } = await import('./check.js');
      session.done(await check(what, session, options));
    });
}
