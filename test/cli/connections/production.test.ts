import type { Source } from '../../../cli/connections/source';
import type { Manifest } from '../../../constructs';
import { dwcp, rowsOf, seen, source } from './support';

const CLIENTS = 'clients (0.0.0.0/0, ::/0)';
const STORE = 'backups (s3.eu-central-1.amazonaws.com)';

/** What stacks/platform.ts declares: three grants of Postgres, its backups, two grants of Redis, one exposure, and what they stand on. */
const DECLARED = [
  `${CLIENTS} → edge/edge 443/TCP`,
  'dwcp/dwcp-api → dwcp/dwcp-postgres-pooler 5432/TCP',
  'dwcp/dwcp-api → dwcp/dwcp-redis 6379/TCP',
  `dwcp/dwcp-postgres → ${STORE} 443/TCP`,
  'dwcp/dwcp-postgres → dwcp/dwcp-postgres 5432/TCP',
  'dwcp/dwcp-postgres → dwcp/dwcp-postgres 8000/TCP',
  `dwcp/dwcp-postgres-drill → ${STORE} 443/TCP`,
  'dwcp/dwcp-postgres-pooler → dwcp/dwcp-postgres 5432/TCP',
  'dwcp/dwcp-report → dwcp/dwcp-postgres-pooler 5432/TCP',
  'dwcp/dwcp-worker → dwcp/dwcp-postgres-pooler 5432/TCP',
  'dwcp/dwcp-worker → dwcp/dwcp-redis 6379/TCP',
  'edge/edge → dwcp/dwcp-api 8080/TCP',
];

const INFRASTRUCTURE = ['cloudnative-pg', 'cluster-dns', 'istiod', 'kube-apiserver', 'kubelet', 'prometheus', 'vault'];

/** Production, with one of its objects changed after it was rendered. */
function changed(id: string, change: (object: Manifest) => Manifest | undefined): Source {
  const production = source('production');
  const objects = production.objects.flatMap((resource) => {
    if (resource.id !== id) return [resource];
    const object = change(resource.object);
    return object === undefined ? [] : [{ ...resource, object }];
  });
  expect(objects).not.toEqual(production.objects);
  return { ...production, objects };
}

describe('dwcp connections production', () => {
  const overview = seen(source('production'));

  test('shows exactly the edges that platform.ts declares, from the rendered policies', () => {
    expect(rowsOf(overview, 'declared')).toEqual(DECLARED);
    expect(overview.sections.map(({ key }) => key)).toEqual(['declared', 'infrastructure']);
    expect(overview.alarms).toEqual([]);
  });

  test('shows beside them only the infrastructure that is named', () => {
    const workloads = new Set(overview.ends.filter(({ role }) => role === 'workload').map(({ name }) => name));
    const { rows } = overview.sections.find(({ key }) => key === 'infrastructure')!;
    expect(workloads.size).toBe(8);
    expect(rows.every(({ from, to }) => workloads.has(from) !== workloads.has(to))).toBe(true);
    const peers = rows.map(({ from, to }) => (workloads.has(from) ? to : from));
    expect([...new Set(peers)].sort()).toEqual(INFRASTRUCTURE);
  });

  test('prints a matrix, each edge once, and no colour to a pipe', () => {
    const { status, stdout, stderr } = dwcp(['connections', 'production']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^ +7 dwcp\/dwcp-worker +· +· +· +5432 +6379 +· +· +·$/m);
    const [, list = ''] = /^Declared \(11\)\n(.*?)\n\n/ms.exec(stdout) ?? [];
    const edges = list.split('\n').flatMap((line) => {
      const [, from, to, ports = ''] = /^ +(.+?) +→ +(.+?) {2,}([^\s,]+(?:, [^\s,]+)*)/.exec(line) ?? [];
      return ports.split(', ').map((port) => `${from} → ${to} ${port}`);
    });
    expect(edges).toEqual(DECLARED);
    expect(stdout).not.toContain('\u001B[');
  });
});

describe('what was declared and what was rendered are held against each other', () => {
  const POLICY = 'networking.k8s.io/v1/NetworkPolicy';

  test('an edge whose policy lost a rule is told as closed', () => {
    const overview = seen(
      changed(`${POLICY} dwcp/dwcp-redis`, (object) => ({
        ...object,
        spec: { ...(object['spec'] as object), ingress: [] },
      })),
    );
    expect(overview.alarms).toEqual([
      'declared, but closed: dwcp/dwcp-api → dwcp/dwcp-redis 6379/TCP; ask why with --from, --to and --port',
      'declared, but closed: dwcp/dwcp-worker → dwcp/dwcp-redis 6379/TCP; ask why with --from, --to and --port',
    ]);
    expect(rowsOf(overview, 'declared')).toEqual(DECLARED.filter((edge) => !edge.includes('redis')));
  });

  test('what a policy from elsewhere opens is told as undeclared', () => {
    const production = source('production');
    const spec = { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] };
    const object = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'x', namespace: 'dwcp' },
      spec,
    };
    const overview = seen({
      ...production,
      objects: [...production.objects, { id: `${POLICY} dwcp/x`, path: 'elsewhere', object }],
    });
    expect(rowsOf(overview, 'declared')).toEqual(DECLARED);
    expect(rowsOf(overview, 'undeclared')).toContain('any other pod → dwcp/dwcp-redis 1-65535/TCP');
  });
});
