import type { Command } from 'commander';
import type { Session } from '../session';

export function addExemptions(program: Command, { platform, done }: Session): void {
  program
    .command('exemptions')
    .description(
      "print the platform's exemptions, and what it tells the rules, for the policy pack: `pulumi up --policy-pack-config` takes the file",
    )
    .action(async () => {
      const { printExemptions } = await import('./print.js');
      done(printExemptions(await platform()));
    });
}
