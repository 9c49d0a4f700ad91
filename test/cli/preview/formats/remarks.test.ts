import type { Finding } from '../../../../cli/preview/finding';
import { reportRemarks } from '../../../../cli/preview/formats/remarks';
import type { EnvironmentReport, Report } from '../../../../cli/preview/report';
import { reportOf } from '../../../../cli/preview/report';
import { comparing } from '../support';

const OPENED: Finding = {
  topic: 'connection',
  effect: 'worse',
  subject: 'shop/web → shop/db',
  says: 'shop/web can reach shop/db on 5432/TCP',
  gate: 'wider-reachability',
};
const COSTLY: Finding = {
  topic: 'capacity',
  effect: 'worse',
  subject: 'memory',
  says: '2Gi more of memory',
  resources: ['apps/v1/Deployment shop/api'],
};

/** A report of nothing, with these findings in it. */
function environment(name: string, findings: readonly Finding[], shut: readonly string[] = []): EnvironmentReport {
  const [nothing] = reportOf([comparing({}, {})], { today: '2026-11-02' }).environments;
  const gates = [{ gate: 'wider-reachability', status: 'shut', subjects: shut, passed: [] } as const];
  return { ...nothing!, environment: name, findings, gates };
}

const remarksOf = (...environments: readonly EnvironmentReport[]) => {
  const report: Report = { schema: 1, outcome: { is: 'blocked', because: '' }, environments };
  return reportRemarks(report, (name) => ({ file: `${name}.ts`, line: 1 }));
};

test('what is worse is said once for all environments, and stops where a gate stops it in one', () => {
  const { rules, remarks } = remarksOf(
    environment('qa', [OPENED]),
    environment('live', [OPENED, COSTLY], [OPENED.subject]),
  );
  expect(remarks.map(({ fingerprint: _, ...rest }) => rest)).toEqual([
    {
      rule: 'connection',
      level: 'error',
      says: 'qa, live: shop/web can reach shop/db on 5432/TCP',
      about: 'shop/web → shop/db',
      at: { file: 'web.ts', line: 1 },
    },
    {
      rule: 'capacity',
      level: 'warning',
      says: 'live: 2Gi more of memory',
      about: 'memory',
      at: { file: 'api.ts', line: 1 },
    },
  ]);
  expect(rules.map(({ id, severity }) => [id, severity])).toEqual([
    ['connection', 'high'],
    ['capacity', undefined],
  ]);
});

test('what gets better, or stays as good, is not remarked on', () => {
  const findings = [
    { ...OPENED, effect: 'better' as const },
    { ...COSTLY, effect: 'neutral' as const },
  ];
  expect(remarksOf(environment('qa', findings))).toEqual({ rules: [], remarks: [] });
});
