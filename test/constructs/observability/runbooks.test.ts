import { synthesize } from '../../../constructs';
import { BY_HAND, byHandIn } from '../../../constructs/observability/runbooks/by-hand';
import { alertsIn } from '../../../constructs/observability/runbooks/declared-alert';
import { promqlWords } from '../../../constructs/observability/runbooks/promql-words';
import { alertsByName, firstStepsOf, runbook } from '../../../constructs/observability/runbooks/runbook';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { everyOption } from '../../support/every-option';
import { referenceResources } from '../../support/reference';

/** A rule of somebody else's. */
function foreign(rule: object, group: object = {}) {
  const metadata = { name: 'theirs', namespace: 'shop' };
  const spec = { groups: [{ name: 'theirs', ...group, rules: [{ record: 'a:b', expr: 'a' }, rule] }] };
  return kubernetesResource({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec }, 'x');
}

describe('every alert that is rendered', () => {
  const alerts = [
    ...alertsIn(synthesize(everyOption())),
    ...['dev', 'staging', 'production'].flatMap((environment) => alertsIn(referenceResources(environment))),
  ];

  test('says how bad it is, whose, what is wrong, and what to do', () => {
    expect(alerts.length).toBeGreaterThan(50);
    for (const { labels, annotations } of alerts) {
      expect(labels['severity']).toMatch(/^(critical|warning|none)$/);
      expect(labels['owner']).toMatch(/./);
      expect(annotations['summary']).toMatch(/^\S.{10,}[^.]$/);
      expect(annotations['description']).toMatch(/^\S.{30,}$/);
    }
  });

  test('says the value that it was raised by, unless that is nothing or the same at any time', () => {
    const without = alerts
      .filter(({ annotations }) => !/\{\{ (\$value|\$labels\.)/.test(annotations['description']!))
      .filter(({ expr }) => !/^(absent|vector)\(/.test(expr))
      .map(({ name }) => name);
    expect(without).toEqual([]);
  });

  test('has first steps of its own', () => {
    expect([...alertsByName(alerts).keys()].filter((name) => firstStepsOf(name) === undefined)).toEqual([]);
  });

  test('has a runbook that names all of it, the same each time', () => {
    for (const [name, some] of alertsByName(alerts)) {
      const text = runbook(name, some);
      expect(text).toBe(runbook(name, [...some]));
      for (const { expr, labels } of some) {
        expect(text).toContain(expr);
        expect(text).toContain(`- Severity ${labels['severity']}, owner ${labels['owner']}, told `);
      }
    }
  });
});

describe('an alert of somebody else', () => {
  test('has its labels and those of its group, its own first', () => {
    const [alert] = alertsIn([
      foreign({ alert: 'Full', expr: 1, labels: { owner: 'them' } }, { labels: { owner: 'all', severity: 'warning' } }),
    ]);
    expect(alert).toEqual({
      ...{ name: 'Full', namespace: 'shop', rule: 'theirs', expr: '1', annotations: {} },
      labels: { owner: 'them', severity: 'warning' },
    });
  });

  test('has a runbook of what it says, in which nothing of it is markup', () => {
    const text = runbook(
      'Full',
      alertsIn([
        foreign({
          ...{ alert: 'Full', expr: 'disk > 0.9', for: '1h30m', labels: { disk: 'a' } },
          annotations: { summary: '{{ $labels.disk }} of <b> is {{ $value | humanizePercentage }}\nfull' },
        }),
      ]),
    );
    expect(text).toContain('# Full\n\n‹disk› of \\<b> is ‹value› full.\n');
    expect(text).toContain(
      '### shop/theirs: disk a\n\n- Severity none that it names, owner nobody that it names, told after 1h30m.\n',
    );
    expect(text).toContain('- Fires when `disk` is more than 0.9:\n\n  ```promql\n  disk > 0.9\n  ```\n');
  });

  test('may be called like what every object has', () => {
    expect(firstStepsOf('constructor')).toBeUndefined();
  });
});

describe('what is written by hand', () => {
  const page = (inside: string) => `# A\n${BY_HAND.begins}\n${inside}${BY_HAND.ends}\nrest\n`;

  test('is what is between the lines, with its own line breaks, and stays', () => {
    expect(byHandIn(page('\n  call *Ana*\n\n'))).toBe('\n  call *Ana*\n\n');
    expect(byHandIn(runbook('A', alertsIn([foreign({ alert: 'A', expr: 'a' })]), 'mine\n'))).toBe('mine\n');
    expect(byHandIn(page(''))).toBe('');
  });

  test.each([
    ['no line', 'text'],
    ['no end', `${BY_HAND.begins}\nmine\n`],
    ['no beginning', `mine\n${BY_HAND.ends}\n`],
    ['two ends', page(`mine\n${BY_HAND.ends}\n`)],
    ['two beginnings', page(`${BY_HAND.begins}\nmine\n`)],
    ['an end before the beginning', `${BY_HAND.ends}\n${page('mine\n')}`],
  ])('cannot be told of %s', (_, text) => {
    expect(byHandIn(text)).toBeUndefined();
  });
});

test.each([
  ['up == 0', '`up` is 0'],
  ['up{a=""} != 1', '`up` (a is empty) is not 1'],
  ['up{a="b"} == 0', '`up` (a is `b`) is 0'],
  // The same but for what is between quotes, and quotes of other kinds.
  ['up{a="$1 \\"c"} == 0', '`up` (a is `$1 \\"c`) is 0'],
  [`up{a='"', b="c"} == 0`, '`up` (a is `"`, b is `c`) is 0'],
  ['a{b!="c",d=~"e|f",g_h!~"i"} >= 2', '`a` (b is not `c`, d is like `e|f`, `g_h` is not like `i`) is at least 2'],
  [
    'sum by (a,b) (rate(c[5m])) > (14.4 * 0.05)',
    'the sum of `c` per second over 5 minutes for each a and b is more than 14.4 times 0.05',
  ],
  ['absent(up{job="a"})', 'nothing is known of `up` (job is `a`)'],
  ['time() - min(a or b) > 4', 'now minus the least of (`a`, or else `b`) is more than 4'],
  ['(a > 1) and (b < 2)', '`a` is more than 1, and at the same time `b` is less than 2'],
  ['a - (b - c) <= 1', '`a` minus (`b` minus `c`) is at most 1'],
  ['(a + b) * c', '(`a` plus `b`) times `c`'],
  ['a / (b)', '`a` divided by `b`'],
  ['a unless on () (b or c)', '`a`, unless (`b`, or else `c`)'],
  ['histogram_quantile(0.95, sum by (le) (a))', 'what 95 % of the sum of `a` for each le are below'],
  ['sum_over_time(a[1d]) > 1', 'all values of `a` in 1 day together is more than 1'],
  ['vector(1)', 'always'],
  ['vector(time()) > 5', 'now is more than 5'],
  // No words: as it is written.
  ['predict_linear(a[1h], 3600) < 0', '`predict_linear(a[1h], 3600)` is less than 0'],
  ['a > bool 1', '`a > bool 1`'],
  ['a * on (b) group_left (c) d', '`a * on (b) group_left (c) d`'],
  ['sum without (a) (b) > 1', '`sum without (a) (b)` is more than 1'],
  ['topk(3, a)', '`topk(3, a)`'],
  ['{"a.b", c="d"} > 1', '`{"a.b", c="d"}` is more than 1'],
  ['a offset 5m > 1', '`a offset 5m` is more than 1'],
  ['rate(a[1h30m]) > 1', '`a` per second over 1h30m is more than 1'],
  ['sum(a', '`sum(a`'],
])('%s', (expression, words) => {
  expect(promqlWords(expression)).toBe(words);
});
