import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { rendered } from '../../../cli/preview/formats';
import { reportOf } from '../../../cli/preview/report';
import { REPORT_JSON_SCHEMA } from '../../../cli/preview/report-schema';
import { PREVIEW_CHANGES } from '../../support/preview-changes/all';
import { comparisonOfChange } from '../../support/preview-changes/comparison';
import { ROOT } from '../../support/reference';
import { severalEnvironments } from './formats/several';

const isReport = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(REPORT_JSON_SCHEMA);

function problemsOf(json: string): readonly string[] {
  isReport(JSON.parse(json));
  return (isReport.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

test('is what the package carries; write it down with `npm run generate`', () => {
  const file = join(ROOT, 'cli', 'preview', 'report.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(REPORT_JSON_SCHEMA);
});

test.each(PREVIEW_CHANGES.map((change) => [change.id, change] as const))(
  'the report of a change says nothing that its schema does not: %s',
  async (_, change) => {
    const report = reportOf([comparisonOfChange(change)], { today: '2026-11-27' });
    expect(problemsOf(await rendered(report, 'json'))).toEqual([]);
  },
);

test('so does one of several environments, whose class is asked for more, and which is passed by leave', async () => {
  const { environments, ...report } = severalEnvironments();
  const pass = { subjects: ['a → b'], owner: 'team-shop', reason: 'it is meant', expires: '2027-01-01' };
  const passed = environments.map((one) => ({
    ...one,
    gates: [{ gate: 'wider-reachability' as const, status: 'passed' as const, subjects: [], passed: [pass] }],
  }));
  expect(problemsOf(await rendered({ ...report, environments: passed }, 'json'))).toEqual([]);
});

test('refuses what is no report', () => {
  expect(problemsOf('{"schema":2,"outcome":{"is":"fine","because":"it is"},"environments":[{"more":1}]}')).toContain(
    '/outcome/is must be equal to one of the allowed values {"allowedValues":["safe","needs review","blocked"]}',
  );
});
