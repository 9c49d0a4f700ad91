import { withFaults } from './stand-ins/faults';
import { eventually } from './support/eventually';
import { type Identity, KubernetesApi, type LiveObject } from './support/kubernetes-api';
import { world } from './support/world';

const NAMESPACE = 'stand-ins';
const api = new KubernetesApi(world().kubernetes);
const { faultsFolder } = world().standIns;

const own = (apiVersion: string, kind: string, name: string): Identity => ({
  apiVersion,
  kind,
  metadata: { name, namespace: NAMESPACE },
});

beforeAll(async () => {
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const account = own('v1', 'ServiceAccount', 'default');
  await eventually(() => api.get(account), { what: 'a service account', timeoutMs: 30_000 });
});
afterAll(async () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  await api.delete(namespace);
  await api.waitGone(namespace);
  api.close();
});

/** Waits until what is asked of the object holds. */
function until(identity: Identity, what: string, holds: (object: any) => boolean): Promise<LiveObject> {
  const ask = async () => {
    const object = await api.get(identity);
    return object !== undefined && holds(object) && object;
  };
  return eventually(ask, { what: `${identity.kind} ${identity.metadata.name} ${what}`, timeoutMs: 30_000 });
}

const conditionOf = (object: any, type: string) => object.status?.conditions?.find((one: any) => one.type === type);

const withStatus = (type: string, status: string) => (object: any) => conditionOf(object, type)?.status === status;

function deployment(name: string, pod: object = {}, image = 'registry.example.com/a:1') {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { ...pod, containers: [{ name: 'main', image }] } };
  return { ...own('apps/v1', 'Deployment', name), spec: { replicas: 2, selector: { matchLabels: labels }, template } };
}

const podsOf = async (name: string) =>
  (await api.list('v1', 'Pod', NAMESPACE)).filter(({ metadata }: any) => metadata.labels?.app === name);

async function waitingOf(name: string): Promise<{ reason: string; message?: string }> {
  const ask = async () => (await podsOf(name))[0]?.['status'].containerStatuses?.[0]?.state.waiting;
  return eventually(ask, { what: `a pod of ${name} waits`, timeoutMs: 30_000 });
}

describe('the nodes', () => {
  test('run what is declared: a Deployment is available, and its Service has addresses', async () => {
    const ports = [{ name: 'http', port: 80 }];
    await api.apply({ ...own('v1', 'Service', 'web'), spec: { selector: { app: 'web' }, ports } } as Identity);
    await api.apply(deployment('web'));
    await until(deployment('web'), 'is available', withStatus('Available', 'True'));
    const endpoints = own('v1', 'Endpoints', 'web');
    await until(endpoints, 'has both pods', ({ subsets }) => subsets?.[0]?.addresses?.length === 2);
    const nodes = (await podsOf('web')).map(({ spec }) => spec.nodeName);
    expect(new Set(nodes).size).toBe(2);
  });

  test('start no pod before the Secret that it mounts is there, with each of its keys, and say so', async () => {
    const items = [{ key: 'password', path: 'password' }];
    const volumes = [{ name: 'login', projected: { sources: [{ secret: { name: 'login', items } }] } }];
    await api.apply(deployment('late', { volumes }));
    expect(await waitingOf('late')).toEqual({ reason: 'ContainerCreating' });
    const events = await api.list('v1', 'Event', NAMESPACE);
    expect(events.map(({ message }) => message)).toContain(
      'MountVolume.SetUp failed for volume "login" : secret "login" not found',
    );
    await api.apply({ ...own('v1', 'Secret', 'login'), stringData: { password: 'p' } } as Identity);
    await until(deployment('late'), 'is available', withStatus('Available', 'True'));
  });

  test('pull no image that the registry refuses, until it does no more', async () => {
    const image = 'registry.example.com/refused:1';
    await withFaults(faultsFolder, { images: ['registry.example.com/refused'] }, async () => {
      await api.apply(deployment('refused', {}, image));
      expect(await waitingOf('refused')).toEqual({
        reason: 'ImagePullBackOff',
        message: expect.stringContaining(`Back-off pulling image "${image}"`),
      });
    });
    await until(deployment('refused'), 'is available', withStatus('Available', 'True'));
  });

  test('end a pod that is deleted', async () => {
    const [pod] = await podsOf('web');
    await api.delete(own('v1', 'Pod', pod!.metadata.name));
    await api.waitGone(own('v1', 'Pod', pod!.metadata.name));
  });
});

const VAULT = 'secrets.hashicorp.com/v1beta1';
const destination = { create: true, name: 'delivered' };

/** An object of each operator, what says that it is done, and the Secret that it leaves. */
const OBJECTS: readonly (readonly [
  Identity & { readonly spec: object },
  holds: (object: any) => boolean,
  secret?: string,
])[] = [
  [
    { ...own(VAULT, 'VaultDynamicSecret', 'login'), spec: { mount: 'db', path: 'creds/a', destination } },
    withStatus('Ready', 'True'),
    'delivered',
  ],
  [
    {
      ...own(VAULT, 'VaultPKISecret', 'tls'),
      spec: { mount: 'pki', role: 'a', destination: { ...destination, name: 'issued' } },
    },
    withStatus('SecretSynced', 'True'),
    'issued',
  ],
  [
    {
      ...own('cert-manager.io/v1', 'Certificate', 'edge'),
      spec: { secretName: 'edge-tls', issuerRef: { name: 'a' }, dnsNames: ['example.com'] },
    },
    withStatus('Ready', 'True'),
    'edge-tls',
  ],
  [
    { ...own('postgresql.cnpg.io/v1', 'Cluster', 'db'), spec: { instances: 1, storage: { size: '1Gi' } } },
    ({ status }) => status?.phase === 'Cluster in healthy state',
    'db-ca',
  ],
  [
    {
      ...own('postgresql.cnpg.io/v1', 'DatabaseRole', 'db-vault'),
      spec: { name: 'vault', login: true, cluster: { name: 'db' }, clientCertificate: { enabled: true } },
    },
    ({ status }) => status?.applied === true,
    'db-vault-client-cert',
  ],
  [
    {
      ...own('postgresql.cnpg.io/v1', 'Pooler', 'db-pooler'),
      spec: { cluster: { name: 'db' }, type: 'rw', pgbouncer: { poolMode: 'session' } },
    },
    ({ status }) => status?.phase === 'active',
  ],
  [
    {
      ...own('gateway.networking.k8s.io/v1', 'Gateway', 'edge'),
      spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    },
    withStatus('Programmed', 'True'),
  ],
];

describe.each(OBJECTS.map(([object, ...rest]) => [object.kind, object, ...rest] as const))(
  '%s',
  (kind, object, holds, secret) => {
    test('fails while its operator does, and is done once it does no more', async () => {
      const fault = { objects: [`${kind} ${NAMESPACE}/${object.metadata.name}`] };
      await withFaults(faultsFolder, fault, async () => {
        await api.apply(object);
        const failed = await until(object, 'has a status', ({ status }) => Object.keys(status ?? {}).length > 0);
        expect(holds(failed)).toBe(false);
        if (secret !== undefined) expect(await api.get(own('v1', 'Secret', secret))).toBeUndefined();
      });
      await until(object, 'is done', holds);
      if (secret !== undefined) expect(await api.get(own('v1', 'Secret', secret))).toBeDefined();
    });
  },
);
