import type { Command } from 'commander';
import { repeated } from '../output';
import type { Session } from '../session';

const EXAMPLE = `
Example:
  pulumi stack init staging
  kubectl get $(kubectl api-resources --verbs list -o name | paste -sd, -) \\
    --all-namespaces --output json --show-managed-fields > live.json
  pulumi preview --json | dwcp import staging --live live.json > state.json
  pulumi stack import --file state.json && pulumi refresh && pulumi up`;

interface Options {
  readonly id?: readonly string[];
  readonly live?: string;
}

export function addImport(program: Command, { options, platform, done }: Session): void {
  program
    .command('import <environment>')
    .description('after the state of a stack is lost: read a preview that would make all of it, write the state again')
    .option('--id <resource=id>', 'the id of a resource that only its server knows; may be repeated', repeated)
    .option('--live <file>', 'what the cluster has, as kubectl prints it with --show-managed-fields')
    .addHelpText('after', EXAMPLE)
    .action(async (environment: string, { id = [], live }: Options) => {
      const { importState } = await import('./import.js');
      const { directory } = options();
      done(importState(await platform(), environment, { id, directory, ...(live !== undefined && { live }) }));
    });
}
