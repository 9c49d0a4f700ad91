import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runbooks } from '../../cli/runbooks/runbooks';
import { BY_HAND } from '../../constructs/observability/runbooks/by-hand';
import { REFERENCE } from '../support/reference';

let directory: string;
let printed: string;
let told: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  [printed, told] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

const run = (check = false) => runbooks(REFERENCE, 'production', { directory, out: 'books', check });
const pathOf = (file: string) => join(directory, 'books', file);
const read = (file: string) => readFileSync(pathOf(file), 'utf8');

/** Writes between the lines of a page. */
function write(file: string, text: string): string {
  const page = read(file);
  const [before] = page.split(BY_HAND.begins);
  const [, after] = page.split(BY_HAND.ends);
  const written = `${before}${BY_HAND.begins}\n${text}${BY_HAND.ends}${after}`;
  writeFileSync(pathOf(file), written);
  return written;
}

test('writes a page for each alert, by its name, and nothing when it is run again', () => {
  expect(run()).toBe(0);
  const files = readdirSync(join(directory, 'books'));
  expect(files).toContain('FailuresBurnBudget.md');
  expect(printed).toBe(
    files
      .sort()
      .map((file) => `${join('books', file)}\n`)
      .join(''),
  );
  printed = '';
  expect(run()).toBe(0);
  expect({ printed, told }).toEqual({ printed: '', told: '' });
});

test('keeps what is written by hand, as it was', () => {
  run();
  const written = write('TargetDown.md', '\n\tAsk *Ana*: {{ $value }}  \n\n');
  printed = '';
  expect(run()).toBe(0);
  expect({ printed, page: read('TargetDown.md') }).toEqual({ printed: '', page: written });
  // Whatever else there is, is written anew.
  writeFileSync(pathOf('TargetDown.md'), written.replace('## First steps', '## Steps').replaceAll('\n', '\r\n'));
  expect(run()).toBe(0);
  expect({ printed, page: read('TargetDown.md') }).toEqual({ printed: 'books/TargetDown.md\n', page: written });
});

test('--check says which pages are due, and writes nothing', () => {
  expect(run(true)).toBe(1);
  expect(printed).toContain('books/TargetDown.md\n');
  expect(readdirSync(directory)).toEqual([]);
  run();
  expect(run(true)).toBe(0);
});

test('takes away the page of an alert that is gone, but for one in which somebody wrote; others are not touched', () => {
  run();
  for (const file of ['Gone.md', 'Kept.md']) writeFileSync(pathOf(file), read('TargetDown.md'));
  write('Kept.md', 'call Ana\n');
  writeFileSync(pathOf('README.md'), '# Ours\n');
  printed = '';
  expect(run(true)).toBe(1);
  expect(printed).toBe('books/Gone.md\n');
  expect(run()).toBe(0);
  expect(told).toMatch(/^books\/Kept.md: production has no such alert; take what is written by hand elsewhere, and /);
  expect(readdirSync(join(directory, 'books'))).toEqual(expect.arrayContaining(['Kept.md', 'README.md']));
  expect(readdirSync(join(directory, 'books'))).not.toContain('Gone.md');
});

test('refuses to write over a page whose lines are gone, or that is not its own, each of them named, and writes nothing', () => {
  run();
  for (const file of ['TargetDown.md', 'Kept.md']) {
    writeFileSync(pathOf(file), read('TargetMissing.md').replace(BY_HAND.ends, 'oops'));
  }
  writeFileSync(pathOf('TargetMissing.md'), '# By hand\n');
  rmSync(pathOf('ExpiresSoon.md'));
  expect(run).toThrow(
    ['Kept', 'TargetDown', 'TargetMissing']
      .map(
        (name) =>
          `${pathOf(`${name}.md`)}: it cannot be told what is written by hand in it; put that between the lines ` +
          `'${BY_HAND.begins}' and '${BY_HAND.ends}', each once, or move the file away`,
      )
      .join('\n'),
  );
  expect(readdirSync(join(directory, 'books'))).not.toContain('ExpiresSoon.md');
});

test('refuses a folder that is none, or that cannot be written', () => {
  writeFileSync(join(directory, 'books'), '');
  expect(run).toThrow(/^--out .*books: cannot be read \(ENOTDIR.*\); name a folder$/);
  rmSync(join(directory, 'books'));
  mkdirSync(pathOf('TargetDown.md.half'), { recursive: true });
  expect(run).toThrow(/^--out .*books: cannot be written \(.*\); choose another folder$/);
});
