import { code, escaped } from '../../../../cli/preview/formats/markdown/escaped';

test.each([
  ['shop/api can reach shop/db on 5432/TCP: it is new', 'shop/api can reach shop/db on 5432/TCP: it is new'],
  ['a → b, 3 → 5 (was <none>)', 'a → b, 3 → 5 (was &lt;none>)'],
  ['spec.containers[name=api]', 'spec.containers\\[name=api\\]'],
  ['read_only, _x_ and **b**', 'read_only, \\_x\\_ and \\*\\*b\\*\\*'],
  ['by @org/team, see #12', 'by @<!-- -->org/team, see #<!-- -->12'],
  ['$(PASSWORD) or $x$', '$<!-- -->(PASSWORD) or $<!-- -->x$'],
  ['`rm` | ~old~ \\', '\\`rm\\` \\| \\~old\\~ \\\\'],
  ['&lt; is not <', '&amp;lt; is not &lt;'],
  ['two\nlines', 'two lines'],
])('%j is read as it is written', (text, markdown) => {
  expect(escaped(text)).toBe(markdown);
});

test.each([
  ['shop/api', '`shop/api`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['a|b', '`a\\|b`'],
])('%j is code, whatever it is made of', (text, markdown) => {
  expect(code(text)).toBe(markdown);
});
