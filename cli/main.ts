#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { UserError } from '../constructs/invalid';
import { addConnections } from './connections/command';
import { assertFresh } from './fresh';
import { addRules } from './rules/command';

/** 0: as it should be. 1: a check failed. 2: the input or the call is wrong. */
const USAGE = 2;

const EXAMPLES = `
Examples:
  dwcp preview production         what production runs, who may talk to whom, and what the rules say
  dwcp check staging              only the rules; exit status 1 when a mandatory one fails
  dwcp synth dev --out dist/dev   the same resources as YAML
  dwcp connections production     who can open a connection to whom, and why

Exit status: 0 all is well, 1 a check failed, 2 the input or the call is wrong.`;

const ADOPT_EXAMPLE = `
Example:
  pulumi cancel
  pulumi stack export | dwcp adopt > state.json && pulumi stack import --file state.json
  pulumi refresh && pulumi up`;

function dwcp(): Command {
  return new Command('dwcp')
    .description('Previews and checks the DWCP platform: no cluster, no account and no Pulumi needed.')
    .option('-C, --directory <dir>', 'folder that holds Pulumi.<env>.yaml', '.')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .showHelpAfterError('(dwcp --help shows what can be done)');
}

async function main(args: readonly string[]): Promise<number> {
  assertFresh();
  let status = 0;
  const done = (answered: number): void => {
    status = answered;
  };
  const program = dwcp();
  const directory = () => program.opts<{ directory: string }>().directory;

  // Each command is loaded only when it is called, so that help and errors come at once.
  program
    .command('preview <environment>')
    .description('show what would run, every edge, and the verdicts')
    .option('--json', 'print the whole plan as JSON')
    .action(async (environment: string, options: { json?: boolean }) => {
      const { preview } = await import('./preview/preview.js');
      status = preview(environment, directory(), options);
    });
  program
    .command('check <environment>')
    .description('judge an environment by every rule; exit status 1 when a mandatory one fails')
    .option('--json', 'print the verdicts as JSON')
    .action(async (environment: string, options: { json?: boolean }) => {
      const { check } = await import('./check.js');
      status = check(environment, directory(), options);
    });
  program
    .command('synth <environment>')
    .description('write the resources as YAML, one file per namespace and group of kinds')
    .requiredOption('--out <dir>', 'folder to write to; files of an earlier synth that are gone are removed')
    .action(async (environment: string, options: { out: string }) => {
      const { synth } = await import('./synth/synth.js');
      status = synth(environment, directory(), options);
    });
  addConnections(program, directory, done);
  addRules(program, done);
  program
    .command('exemptions')
    .description('print stacks/exemptions.ts for the policy pack: `pulumi up --policy-pack-config` takes the file')
    .action(async () => {
      const { printExemptions } = await import('./exemptions.js');
      status = printExemptions();
    });
  program
    .command('adopt')
    .description('after an interrupted `pulumi up`: read its state, write one that the next run can go on from')
    .addHelpText('after', ADOPT_EXAMPLE)
    .action(async () => {
      const { adopt } = await import('./adopt/adopt.js');
      status = adopt();
    });
  await program.parseAsync(args, { from: 'user' });
  return status;
}

// `dwcp … | head` closes the pipe before everything is written, which is nobody's mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
    else if (error instanceof UserError) {
      process.stderr.write(`${error.problems.join('\n')}\n`);
      process.exitCode = USAGE;
    } else throw error;
  },
);
