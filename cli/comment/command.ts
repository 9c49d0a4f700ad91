import { type Command, Option } from 'commander';
import { below } from '../below';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import type { CommentOptions } from './comment';

const EXAMPLES = `
Examples:
  dwcp preview live --against origin/main --format markdown --out report.md
  dwcp comment report.md
      in GitHub Actions, with GITHUB_TOKEN in the environment
  dwcp comment report.md --key payments
      beside the comment of another platform in the same repository

The comment is found by its author and a marker that nobody sees: it is updated, never doubled.`;

export function addComment(program: Command, { options: ofAll, done }: Session): void {
  program
    .command('comment <report>')
    .description('tell a report, as Markdown, in the one comment of its pull request')
    .addOption(oneOf(new Option('--on <host>', 'where, if the runner does not say'), ['github', 'gitlab']))
    .option('--key <name>', 'which report it is, where a pull request has several', 'preview')
    .option('--author <login>', 'who writes on GitHub, if not the token of a workflow')
    .addHelpText('after', EXAMPLES)
    .action(async (report: string, options: CommentOptions) => {
      const { comment } = await import('./comment.js');
      process.stdout.write(`${await comment(below(ofAll().directory, report), options, process.env)}\n`);
      done(0);
    });
}
