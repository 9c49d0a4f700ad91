import type { Command } from 'commander';
import type { Session } from '../session';

/** Adds `dwcp rules` and `dwcp explain`. What they take to run is loaded only when they are called. */
export function addRules(program: Command, { tryPlatform, done }: Session): void {
  program
    .command('rules')
    .description("list what every environment is judged by, the platform's own rules among them")
    .option('--topic <topic>', 'only the rules about it, such as network')
    .option('--json', 'print them as JSON, with reasons, standards and examples')
    .action(async (options: { topic?: string; json?: boolean }) => {
      const { printRules } = await import('./list.js');
      done(printRules(await tryPlatform(), options));
    });
  program
    .command('explain <rule>')
    .description('say what a rule demands, why, by which standard, and show what it accepts and refuses')
    .action(async (id: string) => {
      const { explainRule } = await import('./explain.js');
      done(explainRule(await tryPlatform(), id));
    });
}
