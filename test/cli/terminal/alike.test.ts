import { alikeOnce } from '../../../cli/terminal/alike';

const chart = (index: number) =>
  `charts/c${index}: is a Helm chart; render it and pass the result: helm template charts/c${index}`;
const twice = (index: number, more = '') =>
  `a/x${index}.yaml:${index}: Service shop/s${index} is also at b/y.yaml:${index}${more}, and differs there`;

const many = (make: (index: number) => string, count: number) => [...Array(count).keys()].map(make);

describe('sentences', () => {
  test('that are few are told as they are', () => {
    expect(alikeOnce(many(chart, 10), 'see all')).toEqual(many(chart, 10));
  });

  test('that differ only in what they are about are counted, each kind by itself', () => {
    const other = 'c.yaml:3: is no YAML that Kubernetes reads; make it valid YAML';
    expect(alikeOnce([...many(chart, 7), other, ...many(twice, 6)], 'see all')).toEqual([
      ...many(chart, 3),
      'and 4 more like the one above; see all',
      other,
      ...many(twice, 3),
      'and 3 more like the one above; see all',
    ]);
  });

  test('are alike however many places they name', () => {
    const told = many((index) => twice(index, index % 2 === 0 ? ', c/z.yaml:1, d.yaml:2 and 3 more places' : ''), 12);
    expect(alikeOnce(told, 'see all')).toHaveLength(4);
  });

  test('are alike however many are like whom they name', () => {
    const told = many(
      (index) => `whether Agent shop/a${index}${index % 2 === 0 ? ', with 3 like it,' : ''} is in the mesh`,
      12,
    );
    expect(alikeOnce(told, 'see all')).toHaveLength(4);
  });
});
