import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPasses } from '../../../../cli/preview/gates/passes-file';
import { problemsOf } from '../../../support/problems-of';

const CONTEXT = { environments: ['staging', 'production'], today: '2026-11-27' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-passes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function passes(text: string) {
  writeFileSync(join(folder, 'dwcp.passes.yaml'), text);
  return readPasses(folder, CONTEXT);
}

const PASS = `
passes:
  - gate: data-loss
    environments: [production]
    subjects: [v1/PersistentVolumeClaim shop/orders]
    owner: orders@example.com
    reason: they were moved
    expires: 2026-12-31
`;

test('passes are read from the file beside the stack files', () => {
  expect(passes(PASS)).toEqual([
    {
      gate: 'data-loss',
      environments: ['production'],
      subjects: ['v1/PersistentVolumeClaim shop/orders'],
      owner: 'orders@example.com',
      reason: 'they were moved',
      expires: '2026-12-31',
    },
  ]);
});

test('are none where there is no file', () => {
  expect(readPasses(folder, CONTEXT)).toEqual([]);
});

test('may be over, because nobody has to change a file for a day to end', () => {
  expect(passes(PASS.replace('2026-12-31', '2026-11-26'))).toHaveLength(1);
});

test('refuses everything that is wrong with them at once, with the file and the place', () => {
  const text = `
passes:
  - gate: dataloss
    environment: [production]
    subjects: []
    owner: ' '
    expires: 2026-02-30
  - gate: identity
    environments: [prod]
    subjects: [v1/Namespace shop]
    owner: orders@example.com
    reason: it is called otherwise
    expires: 2028-01-01
`;
  const gates =
    'data-loss, wider-reachability, weaker-posture, failed-rule, exemption-over, identity, unavailable-rollout';
  expect(problemsOf(() => passes(text))).toEqual([
    'dwcp.passes.yaml: passes[0].environment: is not a part; did you mean passes[0].environments?',
    `dwcp.passes.yaml: passes[0].gate: 'dataloss' is not a gate; did you mean data-loss? choose one of ${gates}`,
    'dwcp.passes.yaml: passes[0].subjects: is an empty list; list what it is for, exactly as the preview names it',
    'dwcp.passes.yaml: passes[0].owner: is empty; name the team that answers for it',
    'dwcp.passes.yaml: passes[0].reason: is missing; say why it is needed',
    "dwcp.passes.yaml: passes[0].expires: ends on '2026-02-30', which is no date; write its last day as YYYY-MM-DD",
    "dwcp.passes.yaml: passes[1].environments[0]: 'prod' is not an environment; did you mean production? choose among staging, production",
    "dwcp.passes.yaml: passes[1].expires: ends on '2028-01-01', more than 365 days from now; end it sooner; its owner can renew it",
  ]);
});

test.each([
  ['no YAML', 'passes: [', /^dwcp\.passes\.yaml: line 1, column \d+: .*; make it valid YAML$/],
  ['no map', '- gate: identity', /^dwcp\.passes\.yaml: the file: a list is not a map; give it passes$/],
  ['nothing', '', /^dwcp\.passes\.yaml: the file: has no value; give it passes$/],
  [
    'too much',
    ' '.repeat(2 ** 20 + 1),
    /^dwcp\.passes\.yaml: is larger than 1 MiB, and was not read; write less into it$/,
  ],
])('refuses a file that is %s', (_, text, message) => {
  const [problem, ...others] = problemsOf(() => passes(text));
  expect(problem).toMatch(message);
  expect(others).toEqual([]);
});
