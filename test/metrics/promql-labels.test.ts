import { understood } from './promql-labels';

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  asked: ['service', 'code', 'pod'],
  took_bucket: ['service', 'le', 'pod'],
  promised: ['service', 'objective'],
};

const read = (expression: string) => understood(expression, (metric) => KNOWN[metric] && new Set(KNOWN[metric]));
const labelsOf = (expression: string) => [...read(expression).labels].sort();
const problemsOf = (expression: string) => read(expression).problems;

test.each([
  ['asked{code="500"}', ['code', 'pod', 'service']],
  ['sum(rate(asked[5m]))', []],
  ['sum by (pod) (rate(asked[5m])) > 0', ['pod']],
  ['histogram_quantile(0.95, sum by (le,pod) (rate(took_bucket[5m])))', ['pod']],
  ['1 - (asked / on (service) group_right () promised)', ['objective', 'service']],
  ['asked / on (service) promised', ['service']],
  ['sum by (pod) (asked) or sum by (objective) (promised)', ['objective', 'pod']],
  ['asked unless on () promised', ['code', 'pod', 'service']],
  ['absent(asked{code="500",pod=~"a|b"})', ['code']],
  ['absent(asked{code="500"} or asked{pod="a"})', []],
  ['time() - min by (pod) (asked)', ['pod']],
  ['count_over_time(asked{}[5m:1h])', ['code', 'pod', 'service']],
  ['{__name__=~"asked|promised",service="api"} > 0', ['code', 'objective', 'pod', 'service']],
  ['vector(1)', []],
])('%s yields its labels', (expression, labels) => {
  expect(labelsOf(expression)).toEqual(labels);
  expect(problemsOf(expression)).toEqual([]);
});

test.each([
  ['askd > 0', 'nobody has askd'],
  ['{__name__=~"asked|gone"}', 'nobody has gone'],
  ['asked{objective="api"}', 'asked has no label objective'],
  ['{__name__=~"asked|promised",code="500"}', 'promised has no label code'],
  ['sum by (le) (asked)', 'asked has no label le'],
  ['sum by (code) (sum by (pod) (asked))', 'sum by (pod) (asked) has no label code'],
  ['asked / on (code) promised', 'promised has no label code'],
  ['histogram_quantile(0.5, sum by (pod) (took_bucket))', 'sum by (pod) (took_bucket) has no label le'],
  ['rate(asked[5m]) and ignoring (le) took_bucket', 'rate(asked[5m]) has no label le'],
])('%s asks for what is not there', (expression, problem) => {
  expect(problemsOf(expression)).toEqual([problem]);
});

test.each([
  'asked offset 5m',
  'topk(3, asked)',
  'sum without (pod) (asked)',
  'label_replace(asked, "a", "b", "c", "d")',
])('of %s, nothing is said', (expression) => {
  expect(() => read(expression)).toThrow(/^there are no words for .* in '/);
});
