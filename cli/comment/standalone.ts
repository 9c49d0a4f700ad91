import { parseArgs } from 'node:util';
import { UserError } from '../../constructs/invalid';
import { comment } from './comment';

/**
 * `dwcp comment` by itself, of which `npm run generate` makes one file for the action.
 *
 * The job that holds a token that may write installs nothing and runs nothing of the pull request: this file, and Node.js.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'string', default: 'preview' }, author: { type: 'string' } },
    allowPositionals: true,
  });
  const { key, author } = values;
  const told = await comment(positionals[0] ?? '', { key, ...(author && { author }) }, process.env);
  process.stdout.write(`${told}\n`);
}

main().catch((error: unknown) => {
  if (!UserError.isUserError(error)) throw error;
  process.stderr.write(`${error.problems.join('\n')}\n`);
  process.exitCode = 2;
});
