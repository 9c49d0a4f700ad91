import { everythingAsked } from './asked';
import { judged } from './known';
import { fileOf, filesThatAreThere, PROGRAMS, recorded } from './recorded';

const all = judged(everythingAsked());

test('every metric and label that a rule or a dashboard asks for, its program exports', () => {
  const wrong = all.filter(({ problems }) => problems.length > 0);
  expect([...new Set(wrong.map(({ where, problems }) => `${where}: ${problems.join('; ')}`))]).toEqual([]);
});

test('rules, dashboards, scalers and what an alert tells somebody to ask are among them', () => {
  const places = all.map(({ where }) => where);
  expect(places).toEqual(
    expect.arrayContaining(['vault-audit/AuditNotWritten', 'web-service-level/service:misses:rate5m', 'mailer/scaler']),
  );
});

test.each([
  ['up{namespace="shop",job="shop/api"}', []],
  ['kube_pod_start_time{exported_namespace="shop"}', []],
  ['istio_requests_total{exported_namespace="shop"}', ['istio_requests_total has no label exported_namespace']],
  ['vault_audit_sink_failures', ['nobody has vault_audit_sink_failures']],
  ['service:errors:ratio', ['nobody has service:errors:ratio']],
])('of %s, it says %j', (expr, problems) => {
  expect(judged([{ where: '', expr, adds: [], shows: [] }])).toMatchObject([{ problems }]);
});

test('what a rule records has the labels that the rule adds, and an alert shows what its expression yields, not what it adds', () => {
  const record = { where: 'recorded', record: 'service:up', expr: 'sum by (pod) (up)', adds: ['service'], shows: [] };
  const alert = { where: 'told', expr: 'sum by (service) (service:up)', adds: ['severity'] };
  const problemsOf = (...shows: string[]) => judged([record, { ...alert, shows }])[1]!.problems;
  expect(problemsOf('service')).toEqual([]);
  expect(problemsOf('severity', 'pod')).toEqual(['shows severity, which it has not', 'shows pod, which it has not']);
});

test('each program of that version has a list, and nothing is in it that nobody asks for', () => {
  expect([...filesThatAreThere()].sort()).toEqual(PROGRAMS.map(fileOf).sort());
  const asked = new Set(all.flatMap(({ metrics }) => metrics));
  const idle = PROGRAMS.flatMap((program) => [...recorded(program).keys()].filter((name) => !asked.has(name)));
  expect(idle).toEqual([]);
});
