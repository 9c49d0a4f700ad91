import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { differenceOf } from '../../../cli/connections/diff';
import { renderDiff, type Sides } from '../../../cli/connections/formats/diff';
import { reachabilityOf } from '../../../policies/reachability/index';
import { dwcp, ROOT, SHOP, source, write } from './support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  for (const side of ['a', 'b']) cpSync(join(ROOT, SHOP), join(folder, side), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Changes the policies of B. */
function edit(change: (text: string) => string): void {
  const path = join(folder, 'b', 'policies.json');
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

function sides(a = 'a', b = 'b'): Sides {
  const side = (what: string) => {
    const from = source(what, { directory: folder, podCidrs: ['10.244.0.0/16'] });
    return [from, reachabilityOf(from.objects, from.options)] as const;
  };
  return [side(a), side(b)];
}

function text([a, b] = sides()): string {
  return renderDiff(differenceOf(a[1], b[1]), [a, b]);
}

test('the same is said to be the same', () => {
  expect(text()).toBe('a and b let the same connections through\n');
});

test('a port that moved is possible in one and impossible in the other', () => {
  edit((policies) => policies.replaceAll('5432', '5433'));
  expect(text()).toBe(`\
Possible in b, and not in a
  +  shop/api  →  shop/db  5433/TCP

Impossible in b, and possible in a
  -  shop/api  →  shop/db  5432/TCP
`);
});

test('a range that grew is told by what was added to it', () => {
  edit((policies) => policies.replace('"endPort": 9099', '"endPort": 9199'));
  expect(text()).toContain('  +  monitoring/prometheus');
  expect(text()).toMatch(/\+ {2}monitoring\/prometheus +→ +shop\/api +9100-9199\/TCP$/m);
  expect(text()).toMatch(/^Impossible in b, and possible in a\n {2}nothing$/m);
});

test('addresses that one side only speaks of are compared with the range that holds them in the other', () => {
  edit((policies) => policies.replace('"203.0.113.128/25"', '"203.0.113.64/26", "203.0.113.128/25"'));
  expect(text()).toBe(`\
Possible in b, and not in a
  nothing

Impossible in b, and possible in a
  -  203.0.113.64/26  →  shop/web  8080/TCP
`);
});

test('a workload that is new, or gone, is said to be', () => {
  write(join(folder, 'b'), {
    'more.yaml':
      '{apiVersion: v1, kind: Pod, metadata: {name: cache, namespace: shop, labels: {app: web}}, spec: {containers: [{name: a, ports: [{name: http, containerPort: 80}]}]}}',
  });
  const [a, b] = sides();
  const { possible, impossible } = differenceOf(a[1], b[1]);
  expect(impossible).toEqual([]);
  expect(possible).toContainEqual({
    from: 'Pod shop/cache',
    to: 'Deployment shop/api',
    ports: [{ protocol: 'TCP', from: 9000, to: 9000 }],
    outcome: 'open',
    because: 'Pod shop/cache is new',
  });
  expect(new Set(possible.map(({ because }) => because))).toEqual(new Set(['Pod shop/cache is new']));
  expect(differenceOf(b[1], a[1]).impossible.map(({ because }) => because)).toContain('Pod shop/cache is gone');
});

test('what a difference adds to A and takes from it makes B, for any two versions of the policies', () => {
  const ports = fc.constantFrom(5432, 5433);
  const cidrs = fc.constantFrom('203.0.113.0/24', '203.0.112.0/20', '198.51.100.0/24');
  fc.assert(
    fc.property(fc.tuple(ports, cidrs), fc.tuple(ports, cidrs), (one, other) => {
      const original = readFileSync(join(ROOT, SHOP, 'policies.json'), 'utf8');
      for (const [side, [port, cidr]] of [
        ['a', one],
        ['b', other],
      ] as const) {
        const policies = original.replaceAll('5432', `${port}`).replace('203.0.113.0/24', cidr);
        writeFileSync(join(folder, side, 'policies.json'), policies.replace(/, "except": \[[^\]]*\]/, ''));
      }
      const [a, b] = sides();
      const there = differenceOf(a[1], b[1]);
      const back = differenceOf(b[1], a[1]);
      const bare = (changes: typeof there.possible) => changes.map(({ from, to, ports }) => ({ from, to, ports }));
      expect(bare(back.possible)).toEqual(bare(there.impossible));
      expect(bare(back.impossible)).toEqual(bare(there.possible));
      expect(there.possible.length + there.impossible.length === 0).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: 30 },
  );
});

/** Two folders of one namespace, one pod and one policy that differs. */
function alike(kind: string, apiVersion: string, a: object, b: object): string {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'n', labels: { app: 'a' } } };
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'n', labels: { 'istio-injection': 'enabled' } },
  };
  for (const [side, spec] of Object.entries({ before: a, after: b })) {
    const policy = { apiVersion, kind, metadata: { name: 'p', namespace: 'n' }, spec };
    const items = [namespace, { ...pod, spec: { containers: [{ name: 'a' }] } }, policy];
    write(join(folder, side), { 'all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  }
  return text(sides('before', 'after'));
}

test('what may be open before and surely is afterwards is told, where the addresses of pods are not known', () => {
  const pod = (name: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ns, labels: { app: ${name} } }\nspec: { containers: [{ name: m }] }\n`;
  const policy =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: out, namespace: ns }\n' +
    'spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }] }\n';
  const both = `${pod('web')}---\n${pod('db')}`;
  write(folder, { 'before/a.yaml': `${both}---\n${policy}`, 'after/a.yaml': both });
  const { status, stdout } = dwcp(['connections', 'diff', 'before', 'after', '--json', '--exit-code'], { cwd: folder });
  expect(status).toBe(1);
  const { possible, impossible } = JSON.parse(stdout) as ReturnType<typeof differenceOf>;
  expect(possible).toContainEqual(
    expect.objectContaining({ from: 'Pod ns/web', to: 'Pod ns/db', outcome: 'open', otherwise: 'unknown' }),
  );
  expect(impossible).toEqual([]);
  const { stdout: text } = dwcp(['connections', 'diff', 'before', 'after'], { cwd: folder });
  expect(text).toMatch(/\+ {2}ns\/web +→ +ns\/db +every port +\(on the other side, nobody knows\)\n/);
});

test('a condition of requests that is gone is something possible', () => {
  const some = { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] };
  const change = (a: object, b: object) => alike('AuthorizationPolicy', 'security.istio.io/v1', a, b);
  expect(change(some, { rules: [{}] })).toMatch(
    /\+ {2}any other pod +→ +n\/a +1-15019\/TCP.*\n(?:.*\n)+Impossible.*\n {2}nothing/,
  );
  expect(change({ rules: [{}] }, some)).toMatch(/^Possible.*\n {2}nothing\n\nImpossible.*\n(?: {2}-.*\n)+$/);
  const more = { rules: [{ to: [{ operation: { methods: ['GET', 'POST'] } }] }] };
  expect(change(some, more)).toMatch(/\+ {2}n\/a +→ +n\/a +1-15019\/TCP.* only methods GET, POST\n/);
});

test('pods that only one side names are compared with the nearest that the other side names', () => {
  const from = (labels: object) => ({
    podSelector: {},
    ingress: [{ from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 443 }] }],
  });
  const narrower = alike(
    'NetworkPolicy',
    'networking.k8s.io/v1',
    from({ role: 'client' }),
    from({ role: 'client', tier: 'gold' }),
  );
  expect(narrower).not.toMatch(/\+.*→ +n\/a/);
  expect(narrower).toContain('-  pods with role=client in n  →  n/a  443/TCP');
});

test('environments differ in places and in nothing else', () => {
  const [first, second] = [
    dwcp(['connections', 'diff', 'staging', 'production', '--json']),
    dwcp(['connections', 'diff', 'staging', 'production', '--format', 'json']),
  ];
  expect(first.status).toBe(0);
  expect(second.stdout).toBe(first.stdout);
  const { possible } = JSON.parse(first.stdout) as { possible: { from: string; to: string; because?: string }[] };
  const workloads = possible.filter(({ from, to }) => !/[./:]\d|^Pods/.test(from) && !/[./:]\d|^Pods/.test(to));
  expect(workloads).toEqual([]);
});

test.each(['dev', 'staging', 'production'])('%s and its YAML let the same connections through', (name) => {
  const { status } = dwcp(['synth', name, '--out', join(folder, 'yaml')]);
  expect(status).toBe(0);
  const environment = source(name);
  const yaml = { ...source('yaml', { directory: folder }), options: environment.options };
  const [a, b] = [environment, yaml].map(({ objects, options }) => reachabilityOf(objects, options));
  expect(a!.connections.length).toBeGreaterThan(40);
  expect(differenceOf(a!, b!)).toEqual({ possible: [], impossible: [] });
});

test('refuses what is wrong with either side, at once', () => {
  const { status, stdout, stderr } = dwcp(['connections', 'diff', 'prodution', 'nowhere']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(`'prodution' is no environment, and no file or folder; did you mean production?
'nowhere' is no environment, and no file or folder; the environments are dev, staging, production
`);
});

test('refuses options that ask why, and offers none of them', () => {
  const { status, stdout, stderr } = dwcp([
    'connections',
    'diff',
    'staging',
    'production',
    '--from',
    'a',
    '--port',
    '80',
  ]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('--from and --port ask why, of one input; ask `dwcp connections` of A and of B\n');
  const help = dwcp(['connections', 'diff', '--help']).stdout;
  expect(help).toContain('--pod-cidr');
  expect(help).not.toMatch(/--(from|to|port|protocol)\b/);
});
