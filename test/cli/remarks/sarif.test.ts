import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { Log } from 'sarif';
import { sarifText } from '../../../cli/remarks/sarif';
import { version } from '../../../cli/version';
import { RULE, remark } from './remarks';

/** The schema of OASIS. It is of a draft that names itself by `id`; nothing else in it is read differently today. */
function schema(): object {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { id: _id, $schema: _schema, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return rest;
}
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema());

function sarif(...given: Parameters<typeof sarifText>): Log {
  const log = JSON.parse(sarifText(...given)) as Log;
  expect({ valid: validate(log), errors: validate.errors }).toEqual({ valid: true, errors: null });
  return log;
}

test('says what was found, by which rule, and where, in the words of SARIF 2.1.0', () => {
  const log = sarif({ rules: [RULE], remarks: [remark()] });
  expect(log.runs[0]).toEqual({
    tool: {
      driver: {
        name: 'dwcp',
        semanticVersion: version(),
        rules: [
          {
            id: 'no-open-cidr',
            shortDescription: { text: 'Nothing is open to everybody.' },
            fullDescription: { text: 'Nothing is open to everybody. Otherwise, a stranger gets in.' },
            help: { text: 'Nothing is open to everybody. Otherwise, a stranger gets in.' },
            defaultConfiguration: { level: 'error' },
            properties: { tags: ['security', 'network'], 'security-severity': '9.5' },
          },
        ],
      },
    },
    invocations: [{ executionSuccessful: true }],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    results: [
      {
        ruleId: 'no-open-cidr',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'NetworkPolicy shop/api: it admits 0.0.0.0/0 (spec.ingress[0]); name the networks.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'stacks/platform.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 12 },
            },
            logicalLocations: [{ fullyQualifiedName: 'networking.k8s.io/v1/NetworkPolicy shop/api' }],
          },
        ],
        partialFingerprints: { primaryLocationLineHash: '0a1b2c3d4e5f' },
      },
    ],
    columnKind: 'utf16CodeUnits',
  });
});

test('says that nothing was found', () => {
  expect(sarif({ rules: [], remarks: [] }).runs[0]!.results).toEqual([]);
});

test('names a file with a space in it by its URI', () => {
  const { runs } = sarif({ rules: [RULE], remarks: [remark({ at: { file: 'our manifests/a.yaml', line: 1 } })] });
  expect(runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation!.uri).toBe('our%20manifests/a.yaml');
});

test('keeps what stops a change where there is more than GitHub shows, and says how much is left out', () => {
  const [warnings, errors] = (['warning', 'error'] as const).map((level) =>
    Array<ReturnType<typeof remark>>(3000).fill(remark({ level })),
  );
  const { runs } = sarif({ rules: [RULE], remarks: [...warnings!, ...errors!] });
  const { results, invocations } = runs[0]!;
  expect(results).toHaveLength(5000);
  expect(results!.filter(({ level }) => level === 'error')).toHaveLength(3000);
  expect(invocations![0]!.toolExecutionNotifications).toEqual([
    { level: 'warning', message: { text: '1000 more results are left out; the whole report has them.' } },
  ]);
});
