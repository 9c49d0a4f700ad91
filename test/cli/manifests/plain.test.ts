import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { faultsOfContent, faultsOfName } from '../../../cli/manifests/faults';
import { isPlain, isPlainlyNamed } from '../../../cli/manifests/plain';
import type { Manifest } from '../../../constructs';
import { ROOT, referenceResources } from '../../support/reference';

const document = (value: unknown) => ({ value, at: () => 'a.yaml:1' });
const faultsOf = (object: Manifest) => [
  ...faultsOfName(document(object), '', []),
  ...faultsOfContent(document(object), '', []),
];
const isQuick = (object: Manifest) => isPlainlyNamed(object) && isPlain(object);

/** Of any type, or of the right one and a value that may be wrong. */
const anything = fc.constantFrom(null, undefined, '', 'a', 'In', 0, 80, 1.5, 70_000, true, [], ['a'], {}, { a: 'b' }, [
  {},
]);

function maybe<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: anything });
}

/** A map with some of its fields, and perhaps with one that nobody knows. */
function map(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const strange = { constructor: anything, spc: anything };
  return maybe(
    fc.oneof(
      { weight: 30, arbitrary: fc.record(fields, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.record({ ...fields, ...strange }, { requiredKeys: [] }) },
    ),
  );
}

const list = (entry: fc.Arbitrary<unknown>) => maybe(fc.array(entry, { maxLength: 3 }));
const word = (...words: readonly unknown[]) => maybe(fc.constantFrom(...words));
const labels = maybe(fc.dictionary(fc.constantFrom('app', 'tier', 'constructor'), word('web', 'db')));
const selector = map({
  matchLabels: labels,
  matchExpressions: list(
    map({ key: word('app'), operator: word('In', 'NotIn', 'Exists', 'DoesNotExist'), values: list(word('web')) }),
  ),
});
const ranges = word('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '192.168.0.0/16', '::/0', 'fd00::/8', '10.0.0.0', '8');
const peer = map({
  podSelector: selector,
  namespaceSelector: selector,
  ipBlock: map({ cidr: ranges, except: list(ranges) }),
});
const port = map({
  port: word(80, 443, 'http', 'HTTP', '80'),
  endPort: word(443, 80),
  protocol: word('TCP', 'UDP', 'tcp'),
});
const spec = map({
  podSelector: selector,
  policyTypes: list(word('Ingress', 'Egress', 'ingress')),
  ingress: list(map({ from: list(peer), ports: list(port) })),
  egress: list(map({ to: list(peer), ports: list(port) })),
});
const metadata = map({ name: word('a'), namespace: word('shop'), labels });

/** Objects of which something is checked, right and wrong. */
const objects = fc.oneof(
  fc.record({ apiVersion: fc.constant('networking.k8s.io/v1'), kind: fc.constant('NetworkPolicy'), metadata, spec }),
  fc.record({
    apiVersion: fc.constant('batch/v1'),
    kind: fc.constant('CronJob'),
    metadata,
    spec: map({ jobTemplate: map({ spec: map({ template: map({ metadata }) }) }) }),
  }),
  fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('Pod'), metadata }),
) as fc.Arbitrary<Manifest>;

test('what is plainly right is what has no faults', () => {
  let [right, wrong] = [0, 0];
  fc.assert(
    fc.property(objects, (object) => {
      const faults = faultsOf(object);
      if (faults.length === 0) right++;
      else wrong++;
      // No more often than it is right, or a fault is passed over; no less often, or it is slow.
      expect({ object, quick: isQuick(object) }).toEqual({ object, quick: faults.length === 0 });
    }),
    { numRuns: 5_000, seed: 14 },
  );
  expect(Math.min(right, wrong)).toBeGreaterThan(500);
});

test('everything that is rendered here is plainly right', () => {
  const rendered = referenceResources('production').flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
  expect(rendered.filter(({ kind }) => kind === 'NetworkPolicy').length).toBeGreaterThan(5);
  expect(rendered.filter((object) => !isQuick(object))).toEqual([]);
});

describe('dwcp connections of manifests', () => {
  const right = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }
`;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The packages that are loaded of those that take long to load. */
  function loaded(manifest: string): readonly string[] {
    writeFileSync(join(folder, 'a.yaml'), manifest);
    const script = `
      process.argv = ['node', 'dwcp', 'connections', ${JSON.stringify(folder)}];
      require('./bin/cli/main.js');
      process.on('exit', () => {
        const slow = /node_modules.(zod|yaml|cdk8s|typescript|jiti|@pulumi|@viz-js)[\\\\/]/;
        const names = Object.keys(require.cache).flatMap((file) => slow.exec(file)?.[1] ?? []);
        console.error(JSON.stringify([...new Set(names)].sort()));
      });`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
    expect(status).toBe(0);
    return JSON.parse(stderr.trim().split('\n').at(-1)!) as readonly string[];
  }

  test('loads nothing that only an environment, a fault or a picture needs', () => {
    expect(loaded(right)).toEqual([]);
  });

  test('loads what says what is wrong where something is', () => {
    expect(loaded(right.replace('podSelector: {}, i', 'podSelector: 1, i'))).toEqual(['yaml', 'zod']);
  });
});
