import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dwcp } from './connections/support';

const URN = 'urn:pulumi:dev::dwcp::';
const creating = (type: string, name: string, inputs: object | null) => ({
  type: 'creating',
  resource: { urn: `${URN}${type}::${name}`, type, inputs },
});

function adopted(pending: readonly object[]): unknown[] {
  const input = JSON.stringify({ deployment: { resources: [], pending_operations: pending } });
  const { status, stdout } = dwcp(['adopt'], { input });
  expect(status).toBe(0);
  const { deployment } = JSON.parse(stdout) as { deployment: { resources: { id: string }[]; pending_operations: [] } };
  expect(deployment.pending_operations).toEqual([]);
  return deployment.resources.map(({ id }) => id);
}

test('counts each creation that was begun as made, by the name that it was given', () => {
  const pending = [
    creating('kubernetes:core/v1:Namespace', 'dwcp', { metadata: { name: 'dwcp' } }),
    creating('kubernetes:apps/v1:Deployment', 'dwcp/api', { metadata: { namespace: 'dwcp', name: 'api' } }),
    creating('vault:index/mount:Mount', 'dev/dwcp/db', { path: 'dev/dwcp/db' }),
  ];
  expect(adopted(pending)).toEqual(['dwcp', 'dwcp/api', 'dev/dwcp/db']);
});

test('leaves alone what has no name of its own, such as a Helm release', () => {
  expect(adopted([creating('kubernetes:helm.sh/v3:Release', 'cnpg', { chart: 'cloudnative-pg' })])).toEqual([]);
});

test.each<[string, object | null]>([
  ['kubernetes:core/v1:Namespace', null],
  ['kubernetes:core/v1:Namespace', { metadata: { name: { secret: 'x' } } }],
  ['vault:index/mount:Mount', {}],
])('leaves alone a %s whose inputs %j do not name it', (type, inputs) => {
  expect(adopted([creating(type, 'x', inputs)])).toEqual([]);
});

test.each([
  '',
  '[]',
  '{}',
  '{"deployment":null}',
  '{"deployment":{"resources":{}}}',
  '{"deployment":{"resources":null}}',
  '{"deployment":{"resources":[null]}}',
  '{"deployment":{"resources":[{"type":"x"}]}}',
  '{"deployment":{"pending_operations":[null]}}',
  '{"deployment":{"pending_operations":[{"type":"creating"}]}}',
])('refuses %j, which is no state', (input) => {
  const { status, stdout, stderr } = dwcp(['adopt'], { input });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('standard input: is not a Pulumi state; pipe it in from `pulumi stack export`\n');
});

test('refuses a folder on standard input', () => {
  const main = join(__dirname, '..', '..', 'bin', 'cli', 'main.js');
  const stdio = [openSync(__dirname, 'r'), 'pipe', 'pipe'] as const;
  const { status, stderr } = spawnSync(process.execPath, [main, 'adopt'], { stdio: [...stdio], encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toBe('standard input: cannot be read (EISDIR); pipe it in from `pulumi stack export`\n');
});

describe('a creation that was begun in place of another', () => {
  const urn = `${URN}kubernetes:apps/v1:Deployment::dwcp/api`;
  const inputs = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace: 'dwcp', name: 'api' } };
  const former = { urn, type: 'kubernetes:apps/v1:Deployment', id: 'dwcp/api' };
  const pending = [{ type: 'creating', resource: { urn, type: 'kubernetes:apps/v1:Deployment', inputs } }];
  const other = {
    urn: `${URN}kubernetes:core/v1:Service::dwcp/api`,
    type: 'kubernetes:core/v1:Service',
    id: 'dwcp/api',
  };

  function resourcesWith(resources: readonly object[], ...args: readonly string[]): unknown[] {
    const input = JSON.stringify({ deployment: { resources, pending_operations: pending } });
    return JSON.parse(dwcp(['adopt', ...args], { input }).stdout).deployment.resources;
  }

  const made = { urn, type: former.type, inputs, id: 'dwcp/api' };

  test('takes its place where that one had to go first', () => {
    expect(resourcesWith([{ ...former, pendingReplacement: true }, other])).toEqual([made, other]);
  });

  test('is beside it where that one is still to go', () => {
    const gone = { ...former, delete: true };
    expect(resourcesWith([gone, other])).toEqual([gone, other, made]);
  });

  test('is nothing new where that one is there', () => {
    expect(resourcesWith([former, other])).toEqual([former, other]);
  });

  test('owns its fields by the name that they were written with, which is in the cluster alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dwcp-adopt-'));
    const live = join(folder, 'live.json');
    const managedFields = [{ manager: 'pulumi-kubernetes-0a1b', operation: 'Apply' }];
    writeFileSync(live, JSON.stringify({ ...inputs, metadata: { ...inputs.metadata, managedFields } }));
    const outputs = { __fieldManager: 'pulumi-kubernetes-0a1b' };
    expect(resourcesWith([], '--live', live)).toEqual([{ ...made, outputs }]);
    expect(resourcesWith([])).toEqual([made]);
    rmSync(folder, { recursive: true });
  });
});
