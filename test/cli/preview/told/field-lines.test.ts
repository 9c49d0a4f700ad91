import { fieldLines, valueLines } from '../../../../cli/preview/told/field-lines';
import { changedFields } from '../../../../constructs/plan/diff/fields';

/** What is shown of what differs between two bodies. */
function shown(before: unknown, after: unknown): string[] {
  return changedFields('apps/Deployment', before, after)
    .flatMap(fieldLines)
    .map(({ mark, text }) => `${mark} ${text}`);
}

test('a short value stands in one line with what it was', () => {
  expect(shown({ spec: { replicas: 3, type: 'A' } }, { spec: { replicas: 5, type: 'true' } })).toEqual([
    '! spec.replicas: 3 → 5',
    '! spec.type: A → "true"',
  ]);
});

test('a long value stands under what it was', () => {
  const image = (digit: string) => `registry.example.com/shop/api@sha256:${digit.repeat(64)}`;
  expect(shown({ image: image('a') }, { image: image('b') })).toEqual([
    '! image:',
    `-   ${image('a')}`,
    `+   ${image('b')}`,
  ]);
});

test('of a text of many lines only those are shown that differ, and one on either side', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const text = (some: readonly string[]) => `${some.join('\n')}\n`;
  expect(shown({ policy: text(lines) }, { policy: text(lines.with(3, 'new').toSpliced(15, 1)) })).toEqual([
    '! policy:',
    '    line 2',
    '-   line 3',
    '+   new',
    '    line 4',
    '    …',
    '    line 14',
    '-   line 15',
    '    line 16',
  ]);
});

test('what comes or goes is written as YAML, without what the entry of a list is known by', () => {
  const env = (...entries: readonly object[]) => ({ containers: [{ name: 'api', env: entries }] });
  expect(
    shown(
      env({ name: 'MODE', value: 'fast' }),
      env({ name: 'KEY', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }),
    ),
  ).toEqual([
    '- containers[name=api].env[name=MODE].value: fast',
    '+ containers[name=api].env[name=KEY].valueFrom.secretKeyRef:',
    '+   name: x',
    '+   key: y',
  ]);
});

test('a list in another order says both orders', () => {
  const init = (...names: readonly string[]) => ({ initContainers: names.map((name) => ({ name })) });
  expect(shown(init('a', 'b'), init('b', 'a'))).toEqual(['! initContainers[order]: name=a, name=b → name=b, name=a']);
});

test('an empty map, an empty text and a text of one line with a line break are told from nothing', () => {
  const lines = (value: unknown) => valueLines('+', 'field', value).map(({ text }) => text);
  expect([{}, [], '', 'a\n'].map(lines)).toEqual([
    ['field: {}'],
    ['field: []'],
    ['field: ""'],
    ['field:', '  |', '  a'],
  ]);
});

test('a patch is one line: what of, by whom and why', () => {
  const patched = [{ path: 'spec.paused', at: 'production/shop', why: 'until the migration is done' }];
  expect(shown({}, { patched })).toEqual(['+ patch of spec.paused by production/shop: until the migration is done']);
  expect(shown({ patched }, {})).toEqual(['- patch of spec.paused by production/shop: until the migration is done']);
});
