import { fitted, type List } from '../../../../cli/preview/formats/markdown/fitted';

function list(name: string, count: number): List {
  return {
    head: `<${name}>`,
    items: Array.from({ length: count }, () => () => `${name}.`),
    foot: `</${name}>`,
    left: (left) => `+${left}`,
  };
}

test('everything is shown where there is room', () => {
  expect(fitted(['head ', list('a', 2), list('b', 1)], 1000)).toEqual({ text: 'head <a>a.a.</a><b>b.</b>', left: 0 });
});

test('what is no list is never trimmed, and of lists as much is shown as has room, the rest counted', () => {
  const { text, left } = fitted(['never trimmed', list('a', 1000)], 100);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100);
  expect(text).toMatch(/^never trimmed<a>(a\.)+\+\d+<\/a>$/);
  expect(text.match(/a\./g)!.length + left).toBe(1000);
});

test('a long list leaves room for those after it, and takes what they do not need', () => {
  const { text } = fitted([list('a', 1000), list('b', 3), list('c', 1000)], 200);
  expect(text).toContain('<b>b.b.b.</b>');
  expect(text).toMatch(/<c>(c\.)+\+\d+<\/c>$/);
  expect(Buffer.byteLength(text)).toBeGreaterThan(190);
});

test('a list without room for its own frame is only counted', () => {
  expect(fitted(['fixed', list('a', 3)], 8)).toEqual({ text: 'fixed', left: 3 });
});

test('letters count for as many bytes as they take', () => {
  const wide = { ...list('a', 10), items: Array.from({ length: 10 }, () => () => '世') };
  const { text } = fitted([wide], 30);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(30);
});

test('items that nobody sees are not made', () => {
  let made = 0;
  const items = Array.from({ length: 1000 }, () => () => `${made++}`.padEnd(9, '.'));
  fitted([{ ...list('a', 0), items }], 100);
  expect(made).toBeLessThan(20);
});
