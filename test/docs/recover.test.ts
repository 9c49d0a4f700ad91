import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/reference';

const guide = readFileSync(join(ROOT, 'docs', 'guides', 'recover.md'), 'utf8');
const [said, listed] = guide.split('\n## What the tests run\n') as [string, string];

/** The commands of blocks, each on one line however it was folded, and those in the text. */
const inBlocks = [...said.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
  block!
    .replaceAll(/\\\n\s*/g, '')
    .trim()
    .split('\n'),
);
const inText = [...said.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)]
  .map(([, code]) => code!)
  .filter((code) => /^([A-Z_]+=\S+ )?(pulumi|npx dwcp|kubectl|vault) ./.test(code))
  // As a step of its own it is the last of those in the blocks.
  .filter((code) => code !== 'pulumi up');

const rows = listed
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, named = '', runner = ''] = line.split('|');
    return { parts: [...named.matchAll(/`([^`]+)`/g)].map(([, part]) => part!), runner: runner.trim() };
  });

test('the guide says of each of its commands what runs it, and of no other', () => {
  const commands = [...inBlocks, ...inText];
  expect(commands.length).toBeGreaterThan(12);
  const rowsOf = (command: string) => rows.filter(({ parts }) => parts.some((part) => command.includes(part)));
  expect(commands.filter((command) => rowsOf(command).length !== 1)).toEqual([]);
  const parts = rows.flatMap((row) => row.parts);
  expect(parts.filter((part) => !commands.some((command) => command.includes(part)))).toEqual([]);
});

test('what nothing runs is in the list of what no test has run', () => {
  const notProven = readFileSync(join(ROOT, 'docs', 'not-proven.md'), 'utf8');
  const nothing = rows.flatMap(({ parts, runner }) => (runner === 'nothing' ? parts : []));
  expect(nothing.length).toBeGreaterThan(0);
  expect(nothing.filter((part) => !notProven.includes(`\`${part}\``))).toEqual([]);
});

test('each section with commands has a test that reads them from it', () => {
  const sections = said
    .split('\n## ')
    .filter((section) => section.includes('```sh\n'))
    .map((section) => section.split('\n')[0]!);
  const folder = join(ROOT, 'test', 'e2e');
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const read = tests.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/commandsOf\('([^']+)'\)/g),
  ]);
  expect([...new Set(read.map(([, section]) => section))].sort()).toEqual(sections.sort());
});
