import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { reachabilityOf } from '../../../policies/reachability/index';
import { answersTo } from '../../../stacks/connections/why';
import { source } from './support';

// Manifests that nobody here wrote: samples and releases of others, where they are on the disk already.
const WANTED: readonly (readonly [module: string, file: string])[] = [
  ['github.com/cloudnative-pg/cloudnative-pg', 'releases/cnpg-1.30.1.yaml'],
  ['github.com/cloudnative-pg/cloudnative-pg', 'docs/src/samples/cluster-example.yaml'],
  ['github.com/cloudnative-pg/cloudnative-pg', 'docs/src/samples/networkpolicy-example.yaml'],
  ['github.com/cloudnative-pg/plugin-barman-cloud', 'config/manager/manager.yaml'],
  ['github.com/cloudnative-pg/plugin-barman-cloud', 'config/network-policy/allow-metrics-traffic.yaml'],
  ['istio.io/istio', 'samples/bookinfo/platform/kube/bookinfo.yaml'],
];

/** Where a file of a Go module is, in any version of it. */
function find(cache: string, module: string, file: string): string | undefined {
  const [parent, name] = [join(cache, module, '..'), `${basename(module)}@`];
  const versions = existsSync(parent) ? readdirSync(parent).filter((folder) => folder.startsWith(name)) : [];
  return versions.map((version) => join(parent, version, file)).find(existsSync);
}

function moduleCache(): string {
  try {
    return execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

const cache = moduleCache();
const found = WANTED.map(([module, file]) => ({ file: `${module}/${file}`, path: find(cache, module, file) }));
const missing = found.filter(({ path }) => path === undefined).map(({ file }) => file);
if (missing.length > 0) console.warn(`plain manifests are skipped: the Go module cache has no ${missing.join(', ')}`);

(missing.length > 0 ? describe.skip : describe)('on manifests that nobody here wrote', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
    for (const { path } of found) copyFileSync(path!, join(folder, basename(path!)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    [
      'its operator',
      'cnpg-controller-manager',
      'cluster-example',
      8000,
      'open',
      'NetworkPolicy default/allow-operator lets',
    ],
    ['an application', 'productpage-v1', 'cluster-example', 5432, 'closed', 'nothing lets it be opened'],
    [
      'a namespace of unknown labels',
      'productpage-v1',
      'system/controller-manager',
      8443,
      'unknown',
      "the labels of namespace 'default'",
    ],
    ['a Service of somebody', 'productpage-v1', 'ratings', 9080, 'open', 'no NetworkPolicy selects'],
  ])('%s: %s → %s %i is %s', (_, from, to, port, outcome, because) => {
    const asked = source('.', { directory: folder });
    const question = { from, to, port, protocol: 'TCP' } as const;
    const [answer] = answersTo(question, asked, reachabilityOf(asked.objects, asked.options));
    expect(answer!.outcome).toBe(outcome);
    expect(answer!.steps.find(({ at }) => at === 'ingress')!.because).toContain(because);
    for (const { path } of answer!.steps.flatMap(({ policies }) => policies))
      expect(path).toMatch(/^[\w-]+\.yaml:\d+$/);
  });
});
