import { readFileSync } from 'node:fs';
import { type ControlPlane, startControlPlane } from '../servers/control-plane';
import { KubernetesApi } from '../support/kubernetes-api';
import { world } from '../support/world';
import { KubernetesProvider } from './kubernetes/provider';
import { LittleEngine, plain } from './little-engine';
import { type Serving, serve } from './serve';
import { type Properties, UNKNOWN } from './values';

const NAMESPACE = 'kubernetes:core/v1:Namespace';
const CONFIG_MAP = 'kubernetes:core/v1:ConfigMap';
const SECRET = 'kubernetes:core/v1:Secret';
const ACCOUNT = 'kubernetes:core/v1:ServiceAccount';
const SERVICE = 'kubernetes:core/v1:Service';
const DEPLOYMENT = 'kubernetes:apps/v1:Deployment';
const JOB = 'kubernetes:batch/v1:Job';
const ROLE_BINDING = 'kubernetes:rbac.authorization.k8s.io/v1:RoleBinding';
const CRD = 'kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition';
const WIDGET = 'kubernetes:dwcp.test/v1:Widget';

let cluster: ControlPlane;
let api: KubernetesApi;
let serving: Serving;
let engine: LittleEngine;

beforeAll(async () => {
  cluster = await startControlPlane({ runDir: world().runDir, name: 'providers-cluster' });
  api = KubernetesApi.fromKubeconfig(cluster.kubeconfigPath);
  serving = await serve(new KubernetesProvider());
  engine = new LittleEngine(serving.port);
  await configure({});
  await engine.up(NAMESPACE, { metadata: { name: 'dwcp' } });
}, 120_000);

afterAll(async () => {
  engine?.close();
  serving?.stop();
  await cluster?.stop();
}, 60_000);

/** As a stack configures it: every setting is a string. */
async function configure(settings: Properties): Promise<void> {
  await engine.configure({
    kubeconfig: readFileSync(cluster.kubeconfigPath, 'utf8'),
    context: cluster.context,
    ...settings,
  });
}

function live(apiVersion: string, kind: string, name: string) {
  return api.get({ apiVersion, kind, metadata: { name, namespace: 'dwcp' } });
}

const inDwcp = (name: string): Properties => ({ name, namespace: 'dwcp' });

function deployment(name: string, container: Properties = {}, labels: Properties = { app: name }): Properties {
  return {
    metadata: inDwcp(name),
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'app:1', ...container }] },
      },
    },
  };
}

test('an object is made, found unchanged, changed, refreshed and deleted', async () => {
  const made = await engine.up(DEPLOYMENT, deployment('web'));
  expect(made).toMatchObject({ op: 'create', state: { id: 'dwcp/web' } });
  expect(plain(made.state.inputs)).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' });
  expect(plain(made.state.outputs)['metadata']).not.toHaveProperty('managedFields');
  expect((await engine.up(DEPLOYMENT, deployment('web'), made.state)).op).toBe('same');
  expect(plain((await engine.refresh(made.state))!.inputs)).toEqual(plain(made.state.inputs));

  const args = deployment('web', { image: 'app:2' });
  const preview = await engine.up(DEPLOYMENT, args, made.state, true);
  expect(preview).toMatchObject({ op: 'update', changed: ['spec.template.spec.containers[0].image'] });
  expect((await live('apps/v1', 'Deployment', 'web'))?.['spec'].template.spec.containers[0].image).toBe('app:1');
  const { state } = await engine.up(DEPLOYMENT, args, made.state);
  expect((await live('apps/v1', 'Deployment', 'web'))?.['spec'].template.spec.containers[0].image).toBe('app:2');

  await engine.delete(state);
  expect(await live('apps/v1', 'Deployment', 'web')).toBeUndefined();
  expect(await engine.refresh(state)).toBeUndefined();
  await engine.delete(state);
});

test('a field that goes away is taken out of the object', async () => {
  const args = { metadata: { ...inDwcp('less'), labels: { a: '1', b: '2' } } };
  const { state } = await engine.up(ACCOUNT, args);
  await engine.up(ACCOUNT, { metadata: { ...inDwcp('less'), labels: { a: '1' } } }, state);
  expect((await live('v1', 'ServiceAccount', 'less'))?.metadata).toMatchObject({ labels: { a: '1' } });
  expect((await live('v1', 'ServiceAccount', 'less'))?.metadata).not.toMatchObject({ labels: { b: '2' } });
});

test('a preview shows what the API server would refuse, and writes nothing', async () => {
  const bad = deployment('bad', { imagePullPolicy: 'Sometimes' });
  await expect(engine.up(DEPLOYMENT, bad, undefined, true)).rejects.toThrow('Unsupported value: "Sometimes"');
  const typo = deployment('bad', { imagePullPolice: 'Always' });
  await expect(engine.up(DEPLOYMENT, typo, undefined, true)).rejects.toThrow('.imagePullPolice: field not declared');
  const { state } = await engine.up(DEPLOYMENT, deployment('good'), undefined, true);
  expect(state.id).toBe('');
  expect(plain(state.outputs)).toHaveProperty('spec.revisionHistoryLimit', 10);
  expect(await live('apps/v1', 'Deployment', 'good')).toBeUndefined();
});

test('a preview of what only up can judge returns the inputs: a missing namespace or kind, an unknown value', async () => {
  const cases: [string, Properties][] = [
    [CONFIG_MAP, { metadata: { name: 'x', namespace: 'not-yet' }, data: { a: 'b' } }],
    ['kubernetes:not.yet/v1:Thing', { metadata: { name: 'x' }, spec: {} }],
    [CONFIG_MAP, { metadata: inDwcp('x'), data: { a: UNKNOWN } }],
  ];
  for (const [type, args] of cases) {
    expect(plain((await engine.up(type, args, undefined, true)).state.outputs)).toMatchObject(args);
  }
});

test('refuses an object without a name', async () => {
  await expect(engine.up(CONFIG_MAP, { metadata: { namespace: 'dwcp' } })).rejects.toThrow(
    'metadata.name: this provider does not name objects by itself; set metadata.name',
  );
});

test('refuses to create what exists, unless the provider is told to adopt it', async () => {
  const args = { metadata: inDwcp('theirs') };
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', ...args } as never, { fieldManager: 'theirs' });
  await expect(engine.up(ACCOUNT, args)).rejects.toThrow('ServiceAccount dwcp/theirs already exists in the cluster');
  await configure({ upsertExistingObjects: 'true' });
  expect((await engine.up(ACCOUNT, args)).state.id).toBe('dwcp/theirs');
  await configure({});
});

test('a field that somebody else owns is a conflict, until the annotation says to take it', async () => {
  const { state } = await engine.up(DEPLOYMENT, deployment('shared'));
  const scaled = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: inDwcp('shared'), spec: { replicas: 5 } };
  await api.apply(scaled as never, { fieldManager: 'autoscaler' });
  const { spec, metadata } = deployment('shared') as { spec: object; metadata: object };
  const args = { metadata, spec: { ...spec, replicas: 2 } } as Properties;
  await expect(engine.up(DEPLOYMENT, args, state)).rejects.toThrow('conflict with "autoscaler": .spec.replicas');
  const annotations = { 'pulumi.com/patchForce': 'true' };
  expect((await engine.up(DEPLOYMENT, { ...args, metadata: { ...metadata, annotations } }, state)).op).toBe('update');
});

describe('what cannot change is replaced, and the old one goes first when the name stays', () => {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
  const job = (image: string) => ({
    metadata: inDwcp('migrate'),
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } },
  });
  const service = { metadata: inDwcp('svc'), spec: { ports: [{ port: 80 }] } };
  const cases: [string, string, Properties, Properties, readonly string[]][] = [
    [
      'the selector of a Deployment',
      DEPLOYMENT,
      deployment('sel'),
      deployment('sel', {}, { app: 'other' }),
      ['spec.selector.matchLabels.app', 'spec.template.metadata.labels.app'],
    ],
    ['the template of a Job', JOB, job('a'), job('b'), ['spec.template.spec.containers[0].image']],
    [
      'the role of a RoleBinding',
      ROLE_BINDING,
      { metadata: inDwcp('rb'), roleRef, subjects: [] },
      { metadata: inDwcp('rb'), roleRef: { ...roleRef, name: 'edit' }, subjects: [] },
      ['roleRef.name'],
    ],
    [
      'the address of a Service',
      SERVICE,
      service,
      { ...service, spec: { ...service.spec, clusterIP: 'None' } },
      ['spec.clusterIP'],
    ],
    [
      'the data of a ConfigMap',
      CONFIG_MAP,
      { metadata: inDwcp('cm'), data: { a: '1' } },
      { metadata: inDwcp('cm'), data: { a: '2' } },
      ['data.a'],
    ],
    [
      'the scopes of a ResourceQuota, even when its whole spec is new',
      'kubernetes:core/v1:ResourceQuota',
      { metadata: inDwcp('rq') },
      { metadata: inDwcp('rq'), spec: { hard: { pods: '1' }, scopes: ['Terminating'] } },
      ['spec'],
    ],
    ['the type of a Secret', SECRET, { metadata: inDwcp('st') }, { metadata: inDwcp('st'), type: 'dwcp/x' }, ['type']],
  ];
  test.each(cases)('%s', async (_what, type, before, after, changed) => {
    const { state } = await engine.up(type, before);
    expect(await engine.up(type, after, state, true)).toMatchObject({ op: 'delete-replace', changed });
    const replaced = await engine.up(type, after, state);
    const uid = (outputs: Properties) => (outputs['metadata'] as Properties)['uid'];
    expect(uid(plain(replaced.state.outputs))).not.toBe(uid(plain(state.outputs)));
    expect((await engine.up(type, after, replaced.state)).op).toBe('same');
  });
});

test('another name is another object, made before the old one goes', async () => {
  const { state } = await engine.up(ACCOUNT, { metadata: inDwcp('old-name') });
  expect((await engine.up(ACCOUNT, { metadata: inDwcp('new-name') }, state)).op).toBe('replace');
  expect(await live('v1', 'ServiceAccount', 'old-name')).toBeUndefined();
  expect(await live('v1', 'ServiceAccount', 'new-name')).toBeDefined();
});

test('a ConfigMap changes in place when the provider is told so', async () => {
  await configure({ enableConfigMapMutable: 'true' });
  const { state } = await engine.up(CONFIG_MAP, { metadata: inDwcp('mutable'), data: { a: '1' } });
  expect((await engine.up(CONFIG_MAP, { metadata: inDwcp('mutable'), data: { a: '2' } }, state)).op).toBe('update');
  await configure({});
});

test('the API server’s own way of writing a value is no difference', async () => {
  const args = deployment('normal', {
    resources: { requests: { cpu: '0.5', memory: '1024Mi' }, limits: { cpu: '1000m' } },
    env: [],
    stdin: false,
  });
  const { state } = await engine.up(DEPLOYMENT, args);
  expect((await engine.up(DEPLOYMENT, args, state)).op).toBe('same');
  const more = deployment('normal', {
    resources: { requests: { cpu: '0.6', memory: '1024Mi' }, limits: { cpu: '1' } },
  });
  expect((await engine.up(DEPLOYMENT, more, state, true)).changed).toContain(
    'spec.template.spec.containers[0].resources.requests.cpu',
  );
});

test('an empty value that the program adds is a difference: it may be the whole point', async () => {
  const { state } = await engine.up(ACCOUNT, { metadata: inDwcp('no-token') });
  const args = { metadata: inDwcp('no-token'), automountServiceAccountToken: false };
  expect(await engine.up(ACCOUNT, args, state)).toMatchObject({ changed: ['automountServiceAccountToken'] });
  expect((await live('v1', 'ServiceAccount', 'no-token'))?.['automountServiceAccountToken']).toBe(false);
});

test('a Secret is secret in the state, and its stringData is compared with what the server made of it', async () => {
  const args = { metadata: inDwcp('token'), stringData: { key: 'value-1' } };
  const { state } = await engine.up(SECRET, args);
  const marked = state.outputs.toJavaScript() as Record<string, unknown>;
  expect(marked['data']).toMatchObject({ '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' });
  expect((await engine.up(SECRET, args, state)).op).toBe('same');
  expect(plain((await engine.refresh(state))!.inputs)).toEqual(plain(state.inputs));
  const changed = { ...args, stringData: { key: 'value-2' } };
  expect(await engine.up(SECRET, changed, state, true)).toMatchObject({ op: 'delete-replace', changed: ['data.key'] });
});

test('a refresh shows what somebody changed by hand, and the next up takes it back', async () => {
  const args = { metadata: { ...inDwcp('drift'), labels: { owner: 'us' } } };
  const { state } = await engine.up(ACCOUNT, args);
  const theirs = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...inDwcp('drift'), labels: { owner: 'me' } },
  };
  await api.apply(theirs as never, { force: true, fieldManager: 'pulumi-kubernetes' });
  const drifted = await engine.refresh(state);
  expect(plain(drifted!.inputs)).toHaveProperty('metadata.labels.owner', 'me');
  expect(await engine.up(ACCOUNT, args, drifted)).toMatchObject({ op: 'update', changed: ['metadata.labels.owner'] });
});

test('a custom resource waits for its definition, and is compared as it is written', async () => {
  const schema = {
    type: 'object',
    properties: { spec: { type: 'object', x_kubernetes_preserve_unknown_fields: true } },
  };
  const names = { plural: 'widgets', singular: 'widget', kind: 'Widget' };
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  const definition = {
    metadata: { name: 'widgets.dwcp.test' },
    spec: { group: 'dwcp.test', scope: 'Namespaced', names, versions: [version] },
  };
  const widget = { metadata: inDwcp('w'), spec: { cpu: '0.5', empty: [] } };
  const [crd, { state }] = await Promise.all([engine.up(CRD, definition), engine.up(WIDGET, widget)]);
  expect(state.id).toBe('dwcp/w');
  // As the SDK's types spell it.
  expect(JSON.stringify(plain(crd.state.outputs))).toContain('"x_kubernetes_preserve_unknown_fields":true');
  expect((await engine.up(WIDGET, widget, state)).op).toBe('same');
  expect((await engine.up(CRD, definition, crd.state)).op).toBe('same');
  const same = { ...widget, spec: { cpu: '500m', empty: [] } };
  expect(await engine.up(WIDGET, same, state, true)).toMatchObject({ op: 'update', changed: ['spec.cpu'] });

  const labelled = { ...definition, metadata: { ...definition.metadata, labels: { a: 'b' } } };
  expect((await engine.up(CRD, labelled, crd.state)).op).toBe('update');
  await engine.delete(crd.state);
  expect(await engine.refresh(state)).toBeUndefined();
  await engine.delete(state);
}, 30_000);

test('a deletion returns when the object is gone, and says what holds it', async () => {
  const finalizers = ['dwcp.test/hold'];
  const { state } = await engine.up(ACCOUNT, {
    metadata: { ...inDwcp('held'), finalizers, annotations: { 'pulumi.com/timeoutSeconds': '1' } },
  });
  await expect(engine.delete(state)).rejects.toThrow(
    /ServiceAccount dwcp\/held is still there after 1 s; .*dwcp.test\/hold/,
  );
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: inDwcp('held') } as never, {
    fieldManager: 'pulumi-kubernetes',
  });
  await engine.delete(state);

  const namespace = await engine.up(NAMESPACE, { metadata: { name: 'short-lived' } });
  await engine.up(CONFIG_MAP, { metadata: { name: 'inside', namespace: 'short-lived' } });
  await engine.delete(namespace.state);
  expect(await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'short-lived' } })).toBeUndefined();
}, 60_000);

test('a setting can give the namespace', async () => {
  await configure({ namespace: 'dwcp' });
  expect((await engine.up(ACCOUNT, { metadata: { name: 'placed' } })).state.id).toBe('dwcp/placed');
  expect((await engine.up(NAMESPACE, { metadata: { name: 'free' } })).state.id).toBe('free');
  await configure({});
  expect((await engine.up(ACCOUNT, { metadata: { name: 'unplaced' } })).state.id).toBe('default/unplaced');
});
