#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { UserError } from '../constructs/invalid';
import { addAdmission } from './admission/command';
import { addAdopt } from './adopt/command';
import { addCheck } from './check/command';
import { addComment } from './comment/command';
import { addCompletion } from './completion/command';
import { addConnections } from './connections/command';
import { addDeployer } from './deployer/command';
import { addDoctor } from './doctor/command';
import { addExemptions } from './exemptions/command';
import { refuseEmpty } from './given';
import { addImport } from './import/command';
import { addOnCall } from './oncall/command';
import { addStacks } from './parts/command';
import type { PlatformOptions } from './platform/locate';
import { addPreview } from './preview/command';
import { addRotate } from './rotate/command';
import { addRules } from './rules/command';
import { addRunbooks } from './runbooks/command';
import type { Session } from './session';
import { optimizeLess } from './short-run';
import { addSlo } from './slo/command';
import { addSynth } from './synth/command';
import { tellUntimelyEnds } from './untimely';
import { addVerify } from './verify/command';
import { version } from './version';

/** 0: as it should be. 1: a check failed. 2: the input or the call is wrong. */
const USAGE = 2;

const EXAMPLES = `
Examples:
  dwcp preview production         what production runs, who may talk to whom, and what the rules say
  dwcp check staging              only the rules; exit status 1 when a mandatory one fails
  dwcp synth dev --out dist/dev   the same resources as YAML
  dwcp connections production     who can open a connection to whom, and why
  dwcp doctor production          whether its cluster is as the facts say

The platform is the file that package.json names:
  "dwcp": { "platform": "./stacks/platform.ts" }

Exit status: 0 all is well, 1 a check failed, 2 the input or the call is wrong.`;

async function main(args: readonly string[]): Promise<number> {
  let status = 0;
  const program = new Command('dwcp')
    .description(
      'Previews and checks a platform of this repository: no cluster, no account and no Pulumi needed, but for doctor, verify, rotate and slo.',
    )
    .version(version(), '-V, --version', 'print the version of @dwcp/baseline')
    .option('-C, --directory <dir>', 'run as if in this folder', '.')
    .option('--platform <file>', 'the file that exports the platform, instead of the one that package.json names')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .hook('preAction', (_, called) => refuseEmpty(called))
    .showHelpAfterError('(dwcp --help shows what can be done)');
  const session: Session = {
    options: () => program.opts<PlatformOptions>(),
    platform: async () => (await import('./platform/find.js')).findPlatform(session.options()),
    tryPlatform: async () => (await import('./platform/find.js')).tryFindPlatform(session.options()),
    done: (ended) => {
      status = ended;
    },
  };
  // What each takes to run is loaded only when it is called, so that help and errors come at once.
  for (const add of [
    addPreview,
    addCheck,
    addSynth,
    addStacks,
    addConnections,
    addRules,
    addExemptions,
    addAdopt,
    addImport,
    addDeployer,
    addAdmission,
    addDoctor,
    addVerify,
    addRotate,
    addSlo,
    addRunbooks,
    addOnCall,
    addComment,
    addCompletion,
  ])
    add(program, session);
  await program.parseAsync(args, { from: 'user' });
  return status;
}

// `dwcp … | head` closes the pipe before everything is written, which is nobody's mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

optimizeLess();
const over = tellUntimelyEnds(USAGE);
main(process.argv.slice(2))
  .finally(over)
  .then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
      else if (UserError.isUserError(error)) {
        process.stderr.write(`${error.problems.join('\n')}\n`);
        process.exitCode = USAGE;
      } else throw error;
    },
  );
