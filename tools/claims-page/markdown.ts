import { join } from 'node:path';
import { PROVEN } from '../../test/claims/proven';
import { UNPROVEN } from '../../test/claims/unproven';
import { table } from '../markdown-table';

const DOCS = join(__dirname, '..', '..', 'docs');

const HEAD = 'Written by `npm run generate` from the lists in `test/claims`, which a test holds against the tree.';

/** The pages on what programs were seen to do, and on what nobody has seen, by the files that they are in. */
export function claimsPages(): ReadonlyMap<string, string> {
  return new Map([
    [join(DOCS, 'proven.md'), proven()],
    [join(DOCS, 'not-proven.md'), notProven()],
  ]);
}

function proven(): string {
  return page(
    'What programs were seen to do',
    `What another program does with what is rendered is proven only by that program running it. These tests of \`test/e2e\` have it run:
the whole of them with \`npm run test:e2e\`, one file with its name after it. What none has run is in [not-proven.md](not-proven.md).`,
    ['statement', 'where it stands', 'seen of', 'by'],
    PROVEN.map(({ statement, where, by, test }) => [statement, where.join(', '), by, `${test.file}: “${test.title}”`]),
  );
}

function notProven(): string {
  return page(
    'What no test has run',
    `What another program does with what is rendered is proven only by that program running it. These statements of ours are read from
documentation or source, or reasoned; nothing here has run them yet. What was run is in [proven.md](proven.md).`,
    ['statement', 'where it stands', 'what would prove it'],
    UNPROVEN.map(({ statement, where, wanting }) => [statement, where.join(', '), wanting]),
  );
}

function page(title: string, text: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `# ${title}\n\n${text}\n\n${HEAD}\n\n${table([head, ...rows])}\n`;
}
