import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pulumiIdentity } from '../../stacks/pulumi/identity';
import { referenceResources } from '../support/reference';
import { dwcp } from './connections/support';

const folder = mkdtempSync(join(tmpdir(), 'dwcp-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const PROVIDER = urnOf('pulumi:providers:kubernetes', 'cluster');
const ROOT = 'SecretBackendRootCert staging/dwcp/dwcp-redis/root';
const ISSUER = 'staging/dwcp/dwcp-redis/issuer/6f0c5b1e';

function urnOf(type: string, name: string): string {
  return `urn:pulumi:staging::dwcp::${type}::${name}`;
}

interface State {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: object;
  readonly provider?: string;
}

/** What a preview of an empty stack shows of staging. */
const PLANNED: readonly State[] = [
  { urn: urnOf('pulumi:pulumi:Stack', 'dwcp-staging'), type: 'pulumi:pulumi:Stack', custom: false },
  { urn: PROVIDER, type: 'pulumi:providers:kubernetes', custom: true, inputs: { __internal: {}, context: 'staging' } },
  ...referenceResources('staging').map((resource): State => {
    const { type, name } = pulumiIdentity(resource.id);
    const inputs = resource.api === 'vault' ? resource.args : resource.object;
    return { urn: urnOf(type, name), type, custom: true, inputs, provider: `${PROVIDER}::${UNKNOWN}` };
  }),
];

const previewOf = (states: readonly State[], op = 'create') => ({
  steps: states.map((newState) => ({ op, urn: newState.urn, newState })),
});

function imported(preview: object, ...args: readonly string[]) {
  return dwcp(['import', 'staging', ...args], { input: JSON.stringify(preview) });
}

function resourcesIn(stdout: string): (State & { readonly outputs?: Readonly<Record<string, unknown>> })[] {
  return JSON.parse(stdout).deployment.resources;
}

test('counts all that a preview would make as made, each by the id that its plugin gives it', () => {
  const { status, stdout, stderr } = imported(previewOf(PLANNED), '--id', `${ROOT}=${ISSUER}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const resources = resourcesIn(stdout);
  expect(resources.map(({ urn }) => urn)).toEqual(PLANNED.map(({ urn }) => urn));
  const idOf = (type: string, name: string) => resources.find(({ urn }) => urn === urnOf(type, name))?.id;
  expect(idOf('kubernetes:core/v1:Namespace', 'dwcp')).toBe('dwcp');
  expect(idOf('kubernetes:apps/v1:Deployment', 'dwcp/dwcp-api')).toBe('dwcp/dwcp-api');
  expect(idOf('vault:index/authBackend:AuthBackend', 'auth/staging/dwcp/kubernetes')).toBe('staging/dwcp/kubernetes');
  expect(idOf('vault:index/policy:Policy', 'sys/policies/acl/staging.dwcp.dwcp-api')).toBe('staging.dwcp.dwcp-api');
  expect(idOf('vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert', 'staging/dwcp/dwcp-redis/root')).toBe(
    ISSUER,
  );
  expect(resources.filter(({ custom, id }) => custom !== (id !== undefined))).toEqual([]);
});

test('what was only read is as it was read, and the identity of a cluster is what it says', () => {
  const namespace = urnOf('kubernetes:core/v1:Namespace', 'staging');
  const identity = urnOf('dwcp:cluster:Identity', 'cluster');
  const read = {
    urn: namespace,
    type: 'kubernetes:core/v1:Namespace',
    custom: true,
    external: true,
    id: 'kube-system',
  };
  const states = [
    { ...read, inputs: {}, outputs: { metadata: { uid: 'u' } } },
    { urn: identity, type: 'dwcp:cluster:Identity', custom: true, inputs: { cluster: 'u' } },
  ];
  const preview = previewOf(PLANNED);
  const steps = states.map((newState) => ({ op: newState.urn === namespace ? 'read' : 'create', urn: '', newState }));
  const { stdout } = imported({ steps: [...preview.steps, ...steps] }, '--id', `${ROOT}=${ISSUER}`);
  expect(resourcesIn(stdout).slice(-2)).toEqual([states[0], { ...states[1], id: 'u', outputs: { cluster: 'u' } }]);
});

test('a provider gets an id, and whoever refers to it refers to that', () => {
  const { stdout } = imported(previewOf(PLANNED), '--id', `${ROOT}=${ISSUER}`);
  const [, provider, ...others] = resourcesIn(stdout);
  expect(provider!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(others.map((resource) => resource.provider))).toEqual(new Set([`${PROVIDER}::${provider!.id}`]));
});

test('what the engine keeps of a provider for itself is no output of it, which the next run would change', () => {
  const { stdout } = imported(previewOf(PLANNED), '--id', `${ROOT}=${ISSUER}`);
  expect(resourcesIn(stdout)[1]).toMatchObject({ inputs: { __internal: {} }, outputs: { context: 'staging' } });
  expect(resourcesIn(stdout)[1]!.outputs).not.toHaveProperty('__internal');
});

test('what Pulumi has written is its own again, by the name that it wrote it with', () => {
  const live = join(folder, 'live.json');
  const managedFields = [
    { manager: 'kubectl', operation: 'Update' },
    { manager: 'pulumi-kubernetes-0a1b', operation: 'Update' },
    { manager: 'pulumi-kubernetes-2c3d', operation: 'Apply' },
  ];
  const object = (kind: string, apiVersion: string, name: string, fields: object[]) => ({
    ...{ kind, apiVersion },
    metadata: { name, namespace: 'dwcp', managedFields: fields },
  });
  const items = [
    object('Deployment', 'apps/v1', 'dwcp-api', managedFields),
    object('Service', 'v1', 'dwcp-api', managedFields.slice(0, 2)),
    object('ConfigMap', 'v1', 'dwcp-redis', []),
  ];
  writeFileSync(live, JSON.stringify({ kind: 'List', items }));
  const { stdout } = imported(previewOf(PLANNED), '--id', `${ROOT}=${ISSUER}`, '--live', live);
  const ownerOf = (kind: string, name: string) => {
    return resourcesIn(stdout).find(({ urn }) => urn.endsWith(`:${kind}::${name}`))!.outputs!['__fieldManager'];
  };
  expect(ownerOf('Deployment', 'dwcp/dwcp-api')).toBe('pulumi-kubernetes-2c3d');
  expect(ownerOf('Service', 'dwcp/dwcp-api')).toBe('pulumi-kubernetes-0a1b');
  expect(ownerOf('ConfigMap', 'dwcp/dwcp-redis')).toBeUndefined();
});

test('refuses to make up an id that only the server knows, and says how to ask for it', () => {
  expect(imported(previewOf(PLANNED))).toEqual({
    status: 2,
    stdout: '',
    stderr:
      "'staging/dwcp/dwcp-redis/root' has an id that cannot be told from outside; give it: " +
      "--id 'SecretBackendRootCert staging/dwcp/dwcp-redis/root=staging/dwcp/dwcp-redis/issuer/'" +
      '$(vault read -field=default staging/dwcp/dwcp-redis/config/issuers)\n',
  });
});

test('refuses ids of what is not there, and what is no id, with all of them', () => {
  expect(imported(previewOf(PLANNED), '--id', `${ROOT}=${ISSUER}`, '--id', 'Bucket x=y')).toMatchObject({
    status: 2,
    stderr: '--id Bucket x: is not in the preview; name a resource of it\n',
  });
  expect(imported(previewOf(PLANNED), '--id', 'a', '--id', 'b=')).toMatchObject({
    status: 2,
    stderr:
      '--id a: is not a resource and its id; write it as <resource>=<id>\n' +
      '--id b=: is not a resource and its id; write it as <resource>=<id>\n',
  });
});

test('refuses a stack that holds something', () => {
  expect(imported(previewOf(PLANNED, 'same'), '--id', `${ROOT}=${ISSUER}`)).toMatchObject({
    status: 2,
    stderr: `standard input: is a preview of a stack that holds ${PLANNED.length} resources already; make an empty stack, and preview that\n`,
  });
});

test('refuses a preview of anything else than this environment', () => {
  expect(imported(previewOf(PLANNED.slice(0, -1)))).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(
      /^standard input: has nothing of \S+ \S+; preview this environment, as this tree declares it\n$/,
    ),
  });
  expect(imported(previewOf([]))).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/ and \d+ more of 'staging'; preview this environment, as this tree declares it\n$/),
  });
});

test('refuses a preview that failed', () => {
  const diagnostics = [{ severity: 'error', urn: PLANNED[1]!.urn, message: 'error: no cluster there' }];
  expect(imported({ ...previewOf(PLANNED), diagnostics })).toMatchObject({
    status: 2,
    stderr: 'standard input: kubernetes cluster: no cluster there; make the preview succeed\n',
  });
});

test.each([
  ['', 'standard input: is empty; make it again\n'],
  ['[', 'standard input: is not whole JSON: it was cut off; make it again\n'],
  ['{}', 'standard input: steps is missing; pipe it in from `pulumi preview --json`\n'],
])('refuses %j', (input, stderr) => {
  expect(dwcp(['import', 'staging'], { input })).toEqual({ status: 2, stdout: '', stderr });
});
