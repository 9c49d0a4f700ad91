import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord } from '../../cli/preview/change/record';
import { GATES } from '../../cli/preview/gates/gate';
import { readPasses } from '../../cli/preview/gates/passes-file';
import { STANDARDS } from '../../constructs';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'changes.md'), 'utf8');
const [passes = '', ...records] = [...PAGE.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text!);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-docs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the page about changes has every gate, in the words of the command', () => {
  const rows = [...PAGE.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, gate, words]) => [gate, words]);
  expect(rows).toEqual(Object.entries(GATES));
});

test('has the figures that are held', () => {
  const { leadTimeHours, emergencyApprovalHours } = STANDARDS.changes;
  expect(PAGE).toContain(`${leadTimeHours} hours from its submission to its window`);
  expect(PAGE).toContain(`in ${emergencyApprovalHours} hours`);
});

test('shows leave as the command reads it', () => {
  writeFileSync(join(folder, 'dwcp.passes.yaml'), passes);
  const context = { environments: ['production'], today: '2026-11-27' };
  expect(readPasses(folder, context)).toHaveLength(1);
});

test('shows records as the command reads them', () => {
  const read = records.map((text, index) => {
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, text);
    return readRecord(file, 'docs/changes.md').class;
  });
  expect(read).toEqual(['normal', 'emergency']);
});
