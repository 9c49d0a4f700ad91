import { columns } from '../../../cli/terminal/columns';
import { folded } from '../../../cli/terminal/folded';
import { printable } from '../../../cli/terminal/printable';
import { terminalWidth } from '../../../cli/terminal/width';

describe('a line', () => {
  test('that fits, or has no width to fit into, stays as it is', () => {
    expect(folded('  one two', 20, 4)).toEqual(['  one two']);
    expect(folded(`  ${'long '.repeat(50)}`, undefined, 4)).toHaveLength(1);
  });

  test('is broken between words, and goes on further in', () => {
    expect(folded('  one two three', 12, 4)).toEqual(['  one two', '    three']);
  });

  test('breaks a word that is longer than itself, and never is wider than it may be', () => {
    const lines = folded(`  image: ${'a'.repeat(64)} and more`, 40, 4);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(lines.map((line) => line.trim()).join('')).toContain('a'.repeat(64));
  });

  test('takes letters for as wide as they are', () => {
    expect(folded('世界 世界', 8, 0)).toEqual(['世界', '世界']);
  });
});

describe('columns', () => {
  const rows = (...names: readonly string[]) => [['2', 'Deployment', names.join(', ')]];
  const shown = (some: readonly (readonly string[])[], width?: number) =>
    columns(some, ['right', 'left', 'left'], width);
  const NAMES = ['shop/api', 'shop/web', 'shop/admin', 'shop/mail'];

  test('fold the last of them under itself, and are as long as they are where nobody knows how wide it may be', () => {
    expect(shown(rows(...NAMES))).toEqual(['  2  Deployment  shop/api, shop/web, shop/admin, shop/mail']);
    expect(shown(rows(...NAMES), 44)).toEqual([
      '  2  Deployment  shop/api, shop/web,',
      '                 shop/admin, shop/mail',
    ]);
  });

  test('fold under the first where there is no room for a word, so that no name is broken', () => {
    expect(shown(rows(...NAMES), 40)).toEqual(['  2  Deployment  shop/api, shop/web,', '      shop/admin, shop/mail']);
    const long = 'sys/policies/acl/production.shop.api';
    expect(shown(rows(long, 'a'), 50)).toEqual(['  2  Deployment', `      ${long}, a`]);
  });

  test('stand under each other whatever their letters are, and however they are coloured', () => {
    const red = '\u001b[31ma\u001b[39m';
    expect(
      columns(
        [
          ['世界', 'x'],
          [red, 'y'],
        ],
        ['left', 'left'],
      ),
    ).toEqual(['  世界  x', `  ${red}     y`]);
  });
});

describe('the width of a terminal', () => {
  const before = process.env['COLUMNS'];
  afterEach(() => {
    if (before === undefined) delete process.env['COLUMNS'];
    else process.env['COLUMNS'] = before;
  });

  test.each([
    ['100', 100],
    ['10', 40],
    ['0', undefined],
    ['wide', undefined],
    ['', undefined],
  ])('is what COLUMNS says, if that is a width: %j', (columns, width) => {
    process.env['COLUMNS'] = columns;
    const { isTTY } = process.stdout;
    process.stdout.isTTY = false;
    expect(terminalWidth()).toBe(width);
    process.stdout.isTTY = isTTY;
  });
});

test('nothing hides in what is printed: no escape sequence, no text in another direction, no line break', () => {
  expect(printable('a\u001b[2Jb\u202ec\nd\te\u200b')).toBe('a\\u{1b}[2Jb\\u{202e}c d e\\u{200b}');
  expect(printable('naïve 世界 →')).toBe('naïve 世界 →');
});
