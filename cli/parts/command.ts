import type { Command } from 'commander';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';

const EXAMPLE = `
Example:
  for stack in $(dwcp stacks production); do pulumi up --stack $stack --config-file Pulumi.production.yaml; done`;

export function addStacks(program: Command, session: Session): void {
  program
    .command('stacks <environment>')
    .description('list the stacks of an environment that is deployed in parts, in the order in which they are deployed')
    .option('--json', 'with what each comes after, and the resources in it')
    .addOption(configJsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (environment: string, options: { readonly json?: boolean; readonly configJson?: string }) => {
      const { printStacks } = await import('./list.js');
      await printStacks(environment, session, options);
      session.done(0);
    });
}
