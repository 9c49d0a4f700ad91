import { sayConcerns, touchedIn } from '../../../../cli/preview/change/concerns';
import type { Edge, End, Manifest } from '../../../../constructs';
import { comparing, manifest, type SideGiven } from '../support';

const told = (before: SideGiven, after: SideGiven) => sayConcerns(touchedIn(comparing(before, after)));

const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

describe('what people decide together', () => {
  test.each<[what: string, before: readonly Manifest[], after: readonly Manifest[], says: string]>([
    ['a namespace that is added', [], [namespace('shop')], 'it touches infrastructure: Namespace shop added'],
    ['a namespace that is removed', [namespace('shop')], [], 'it touches infrastructure: Namespace shop removed'],
    [
      'a namespace with other labels',
      [namespace('shop')],
      [namespace('shop', { team: 'orders' })],
      'it touches infrastructure: Namespace shop changed',
    ],
    [
      'a definition of resources, which no namespace holds either',
      [],
      [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'orders.shop' } }],
      'it touches the schema: CustomResourceDefinition orders.shop added',
    ],
    [
      'what no namespace holds',
      [],
      [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } }],
      'it touches infrastructure: ClusterRole reader added',
    ],
    [
      'what is for the whole mesh',
      [],
      [
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          metadata: { name: 'all', namespace: 'istio-system' },
        },
      ],
      'it touches infrastructure: DestinationRule istio-system/all added',
    ],
    [
      'another database version',
      [cluster({ imageName: 'postgresql:17' })],
      [cluster({ imageName: 'postgresql:18' })],
      'it touches infrastructure: Cluster shop/orders changed',
    ],
    [
      'another host outside',
      [],
      [manifest('networking.istio.io/v1', 'ServiceEntry', 'stripe')],
      'it touches integrations: ServiceEntry shop/stripe added',
    ],
  ])('is %s', (_, before, after, says) => {
    expect(told({ objects: before }, { objects: after })).toEqual([says]);
  });

  test.each<[what: string, before: readonly Manifest[], after: readonly Manifest[]]>([
    [
      'the size of a database',
      [cluster({ instances: 3, storage: { size: '10Gi' }, resources: { limits: { memory: '1Gi' } } })],
      [cluster({ instances: 5, storage: { size: '20Gi' }, resources: { limits: { memory: '2Gi' } } })],
    ],
    ['the image of what runs', [deployment('api:1')], [deployment('api:2')]],
    ['a workload that is added', [], [deployment('api:1')]],
    [
      'the same quantity in another unit',
      [cluster({ storage: { size: '1Gi' } })],
      [cluster({ storage: { size: '1024Mi' } })],
    ],
  ])('is not %s', (_, before, after) => {
    expect(told({ objects: before }, { objects: after })).toEqual([]);
  });

  test('is what is called outside the platform, and no longer called', () => {
    const plan = (...edges: readonly Edge[]) => ({ plan: { ends: [end('shop/api'), OUTSIDE, DNS], edges } });
    const [toOutside, toDns] = [edge('stripe.com'), edge('cluster-dns')];
    expect(told(plan(), plan(toOutside, toDns))).toEqual(['it touches integrations: shop/api → stripe.com added']);
    expect(told(plan(toOutside, toDns), plan())).toEqual(['it touches integrations: shop/api → stripe.com removed']);
  });

  test('is what becomes of the data of the environment, and where it runs', () => {
    expect(told({ plan: { data: 'protected' } }, {})).toEqual([
      'it touches infrastructure: data of the environment changed',
    ]);
  });

  test('is named by three, the others counted, a line for each concern in the same order', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const objects = [...names.map((name) => namespace(name)), manifest('postgresql.cnpg.io/v1', 'Database', 'orders')];
    expect(told({}, { objects })).toEqual([
      'it touches the schema: Database shop/orders added',
      'it touches infrastructure: Namespace a added, Namespace b added, Namespace c added and 2 more',
    ]);
  });

  test('is an engine of Vault, and not a role of it', () => {
    const vault = [
      { type: 'vault:index/mount:Mount', vaultPath: 'shop/orders', args: {} },
      { type: 'vault:database/secretBackendRole:SecretBackendRole', vaultPath: 'shop/orders/roles/api', args: {} },
    ];
    expect(told({}, { vault })).toEqual(['it touches infrastructure: Mount shop/orders added']);
  });
});

function cluster(spec: object): Manifest {
  return manifest('postgresql.cnpg.io/v1', 'Cluster', 'orders', { spec });
}

function deployment(image: string): Manifest {
  return manifest('apps/v1', 'Deployment', 'api', {
    spec: { template: { spec: { containers: [{ name: 'api', image }] } } },
  });
}

function end(name: string, role: End['role'] = 'workload'): End {
  return { name, role, selectors: [], ports: [] };
}

const OUTSIDE = end('stripe.com', 'external');
const DNS = end('cluster-dns', 'infrastructure');

function edge(to: string): Edge {
  const declaredAt = { path: 'shop/api', call: `allowTo('${to}')` };
  return { from: 'shop/api', to, port: 443, protocol: 'TCP', infrastructure: false, by: 'allow', declaredAt };
}
