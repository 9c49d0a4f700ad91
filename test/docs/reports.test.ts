import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const GUIDE = join(ROOT, 'docs', 'guides', 'review-a-change.md');

/** A report in the guide: what is visible of a golden file before anything is unfolded, as a quotation. */
const REPORT = /<!-- report: ([\w-]+) -->\n(.*?)<!-- end of report -->/gs;

function quoted(change: string): string {
  const report = readFileSync(join(ROOT, 'test', 'golden', 'preview', `${change}.md`), 'utf8');
  const visible = report.split('\n### Resources', 1)[0]!.replaceAll(/<details.*?<\/details>\n*/gs, '');
  return visible.trim().replace(/^/gm, '> ').replaceAll(/^> $/gm, '>');
}

test('every report in the guide is the one that is made now; npm run golden writes them', () => {
  const guide = readFileSync(GUIDE, 'utf8');
  const current = guide.replaceAll(REPORT, (_, change: string) => {
    return `<!-- report: ${change} -->\n\n${quoted(change)}\n\n<!-- end of report -->`;
  });
  expect([...guide.matchAll(REPORT)].length).toBeGreaterThan(2);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GUIDE, current);
  expect(readFileSync(GUIDE, 'utf8')).toBe(current);
});
