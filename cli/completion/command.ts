import { Argument, type Command } from 'commander';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { SHELLS, type Shell } from './shell';

const EXAMPLES = `
Examples:
  source <(dwcp completion bash)      in ~/.bashrc
  source <(dwcp completion zsh)       in ~/.zshrc, after compinit
  dwcp completion fish | source       in ~/.config/fish/config.fish`;

/** Adds `dwcp completion`, and `dwcp complete`, which what that prints calls at every Tab. */
export function addCompletion(program: Command, { done }: Session): void {
  program
    .command('completion')
    .addArgument(oneOf(new Argument('<shell>', 'the shell that reads it'), SHELLS))
    .description('print what makes a shell complete commands, options, environments, rules and git refs')
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      const { scriptOf } = await import('./scripts.js');
      process.stdout.write(scriptOf(shell));
      done(0);
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]', 'what stands after the name of the command, up to the cursor')
    .description('print what could stand at the cursor')
    .action(async (words: readonly string[]) => {
      const { printCompletion } = await import('./print.js');
      done(await printCompletion(program, words));
    });
}
