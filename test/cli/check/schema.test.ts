import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { CHECK_JSON_SCHEMA } from '../../../cli/check/schema';
import { ROOT } from '../../support/reference';
import { dwcp } from '../connections/support';

const isResult = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(CHECK_JSON_SCHEMA);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command prints, and the outcomes in it. */
function printed(args: readonly string[], input = '') {
  const { stdout, stderr } = dwcp(['check', ...args, '--json'], { cwd: folder, input });
  if (stdout === '') throw new Error(stderr);
  const result = JSON.parse(stdout) as { readonly verdicts: readonly { readonly outcome: string }[] };
  isResult(result);
  const outcomes = [...new Set(result.verdicts.map(({ outcome }) => outcome))].sort();
  return { result, outcomes, errors: isResult.errors ?? [] };
}

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: three
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web:1, securityContext: { runAsNonRoot: "yes" } }] }
`;

test('is what the package carries; write it down with `npm run generate`', () => {
  const file = join(ROOT, 'cli', 'check', 'check.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(CHECK_JSON_SCHEMA);
});

test('says all that is printed of manifests: what is wrong, what cannot be told, what is excused and what was known', () => {
  expect(printed(['-'], DEPLOYMENT)).toMatchObject({ outcomes: ['fail', 'pass', 'unknown'], errors: [] });
  writeFileSync(
    join(folder, 'exemptions.yaml'),
    `[{rule: image-by-digest, resource: apps/v1/Deployment shop/web, field: 'spec.template.spec.containers[0].image',
      owner: shop, reason: the registry of the supplier has none, ticket: SHOP-1, expires: '${inAMonth()}'}]`,
  );
  const excused = printed(['-', '--exemptions', 'exemptions.yaml'], DEPLOYMENT);
  expect(excused).toMatchObject({ outcomes: ['exempt', 'fail', 'pass', 'unknown'], errors: [] });
  expect(dwcp(['check', '-', '--write-baseline', 'known.json'], { cwd: folder, input: DEPLOYMENT }).status).toBe(0);
  const known = printed(['-', '--baseline', 'known.json'], DEPLOYMENT);
  expect(known).toMatchObject({ outcomes: ['pass'], errors: [], result: { known: expect.any(Number) as number } });
});

test('says all that is printed of an environment', () => {
  const { stdout } = dwcp(['check', 'production', '--json']);
  isResult(JSON.parse(stdout));
  expect(isResult.errors).toBeNull();
});

test('refuses a field that nobody prints, and a verdict without an outcome', () => {
  const verdict = { rule: 'a', level: 'mandatory', severity: 'low', resource: 'b', path: '', more: 1 };
  expect(isResult({ schema: 1, source: 'x', verdicts: [verdict] })).toBe(false);
  expect((isResult.errors ?? []).map(({ message }) => message)).toEqual(
    expect.arrayContaining(["must have required property 'outcome'", 'must NOT have additional properties']),
  );
});

function inAMonth(): string {
  return new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
