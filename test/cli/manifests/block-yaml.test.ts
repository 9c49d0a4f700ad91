import * as fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { stringify } from 'yaml';
import { readBlockYaml } from '../../../cli/manifests/block-yaml';
import { KUBERNETES } from '../../../cli/manifests/kubernetes-schema';
import { referenceResources } from '../../support/reference';

/** As js-yaml reads it: its one document as text, which keeps the order of fields; undefined where it refuses the text. */
function byJsYaml(text: string): string | undefined {
  try {
    const documents = loadAll(text, null, { schema: KUBERNETES });
    return documents.length === 1 ? written(documents[0]) : undefined;
  } catch {
    return undefined;
  }
}

/** What JSON has no words for is told apart from what it has. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, one) => (typeof one === 'number' && !Number.isFinite(one) ? `(${one})` : one));
}

const KEYS = ['a', 'b', 'spec', 'app.kubernetes.io/name', 'on', 'null', 'constructor', '__proto__', '1', '<<', 'a b'];
const SCALARS = [
  ...['web', 'http', '8080', '0110', '0x1f', '1e3', '1_000', '-1', '.5', '.inf', '.nan', '1.', '+', '_', '_1', '1:2'],
  ...['true', 'on', 'y', 'No', 'null', '~', 'Null', '2024-01-01', '10.0.0.0/8', 'http://a:80/b', 'a:b', 'a b', 'a  '],
  ...['a: b', 'a:', 'a #b', 'a#b', '#b', "'a'", "''", "'a''b'", '"a"', '"a\\n"', '"a', "it's", '"a" b', "'a' # b"],
  ...['{}', '[]', '[a]', '{a: b}', '{{ a }}', 'a {{ b }}', '*a', '&a b', '!!str 1', '|', '>-', '- a', '-', '?', '@a'],
  ...[
    '%a',
    'é',
    'a\tb',
    '...',
    '---',
    '--- a',
    '<<',
    '=',
    ',',
    '`a`',
    'a\rb',
    'a\u0085b',
    '$(A)',
    '/a',
    '::/0',
    ':a',
    '-c',
    ':',
    '.a',
    '0o7',
    '',
  ],
];
const common = (many: readonly string[], all: readonly string[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...many) }, { weight: 1, arbitrary: fc.constantFrom(...all) });

/** A line of something like YAML, of which most goes together with most others. */
const line = fc
  .record({
    indent: common(['', '', '  ', '    '], ['   ', ' ', '\t', '      ']),
    dash: common(['', '', '- '], ['- - ', '-  ', '-', '? ']),
    key: common(['a: ', 'b: ', 'a:', 'c:', ''], [...KEYS.map((key) => `${key}: `), 'a:  ', 'a :', ': ']),
    value: common(['', 'web', '8080'], SCALARS),
    end: common([''], [' ', '\r', '\t', ' # why', '\n', '\n\n', '\n# why', '\n  # why']),
  })
  .map(({ indent, dash, key, value, end }) => indent + dash + key + value + end);
const text = fc.array(line, { maxLength: 7 }).map((lines) => lines.join('\n'));

test('what is read a line at a time is what js-yaml reads', () => {
  let read = 0;
  fc.assert(
    fc.property(text, (source) => {
      const found = readBlockYaml(source);
      if (found === undefined) return;
      read++;
      expect(written(found.value)).toBe(byJsYaml(source));
      const head = source.split('\n').findIndex((one) => /^ *[^# ]/.test(one));
      expect(found.line).toBe(head);
    }),
    { numRuns: 30_000 },
  );
  expect(read).toBeGreaterThan(500);
});

test('what programs write is read a line at a time', () => {
  const objects = referenceResources('production').flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
  const texts = objects.map((one) => stringify(one, { aliasDuplicateObjects: false }));
  // A text of several lines, or one with what may be a comment.
  const left = objects.filter((_, index) => readBlockYaml(texts[index]!) === undefined).map(({ kind }) => kind);
  expect([...new Set(left)].sort()).toEqual(['Cluster', 'ConfigMap', 'EnvoyFilter', 'PrometheusRule', 'StatefulSet']);
});

test('a list may be as far indented as its key, and comments and blank lines are nothing', () => {
  const source = '# why\n\nspec:\n  # a list\n  from:\n  - app: web\n    port: 80\n\n  - db\n  to:\nkind: "a: b"\n';
  expect(readBlockYaml(source)).toEqual({
    value: { spec: { from: [{ app: 'web', port: 80 }, 'db'], to: null }, kind: 'a: b' },
    line: 2,
  });
});

test.each([
  ['a long line', `a: ${'b'.repeat(2 ** 20 - 3)}`],
  ['many lines', `a: 1${'\n'.repeat(2 ** 20 - 4)}`],
  ['a long list', `a:\n${'- b\n'.repeat(2 ** 18 - 1)}`],
])('reads %s', (_, source) => {
  expect(written(readBlockYaml(source)?.value)).toBe(byJsYaml(source));
});

test.each([
  ['what is longer than a mebibyte', `a: ${'b'.repeat(2 ** 20)}`],
  ['two of one key', 'a: 1\na: 2'],
  ['a key that is no text', 'on: 1'],
  ['a text of several lines', 'a: b\n  c'],
  ['a block of text', 'a: |\n  b'],
  ['a list in flow style', 'a: [b]'],
  ['an alias', 'a: *b'],
  ['what is too deep', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['nothing', '# why\n'],
])('leaves to js-yaml %s', (_, source) => {
  expect(readBlockYaml(source)).toBeUndefined();
});
