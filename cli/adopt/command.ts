import type { Command } from 'commander';
import type { Session } from '../session';

const EXAMPLE = `
Example:
  pulumi cancel
  pulumi stack export | dwcp adopt > state.json && pulumi stack import --file state.json
  pulumi refresh && pulumi up`;

export function addAdopt(program: Command, { done }: Session): void {
  program
    .command('adopt')
    .description('after an interrupted `pulumi up`: read its state, write one that the next run can go on from')
    .addHelpText('after', EXAMPLE)
    .action(async () => {
      const { adopt } = await import('./adopt.js');
      done(adopt());
    });
}
