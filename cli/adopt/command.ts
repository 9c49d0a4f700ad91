import type { Command } from 'commander';
import type { Session } from '../session';

const EXAMPLE = `
Example:
  pulumi cancel
  kubectl get $(kubectl api-resources --verbs list -o name | paste -sd, -) \\
    --all-namespaces --output json --show-managed-fields > live.json
  pulumi stack export | dwcp adopt --live live.json > state.json && pulumi stack import --file state.json
  pulumi refresh && pulumi up`;

export function addAdopt(program: Command, { options, done }: Session): void {
  program
    .command('adopt')
    .description('after an interrupted `pulumi up`: read its state, write one that the next run can go on from')
    .option('--live <file>', 'what the cluster has, as kubectl prints it with --show-managed-fields')
    .addHelpText('after', EXAMPLE)
    .action(async ({ live }: { readonly live?: string }) => {
      const { adopt } = await import('./adopt.js');
      done(adopt({ directory: options().directory, ...(live !== undefined && { live }) }));
    });
}
