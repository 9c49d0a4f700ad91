import { operationsOf } from '../../../../../cli/preview/meaning/blast-radius/operations';
import { comparing, manifest, type SideGiven } from '../../support';

const config = (name: string, data: object = {}) => manifest('v1', 'ConfigMap', name, { data });
const claim = manifest('v1', 'PersistentVolumeClaim', 'disk', { spec: { accessModes: ['ReadWriteOnce'] } });
const operations = (before: SideGiven, after: SideGiven) => [...operationsOf(comparing(before, after))].sort();

test('what comes is created, what goes is deleted, what differs is updated, and the rest is left', () => {
  const before = [config('same'), config('gone', { a: '1' }), config('changed', { b: '1' })];
  const after = [config('same'), config('changed', { b: '2' }), manifest('v1', 'Service', 'new', { spec: {} })];
  expect(operations({ objects: before }, { objects: after })).toEqual([
    ['v1/ConfigMap shop/changed', 'update'],
    ['v1/ConfigMap shop/gone', 'delete'],
    ['v1/Service shop/new', 'create'],
  ]);
});

test('what cannot change is replaced', () => {
  const api = (name: string) =>
    manifest('apps/v1', 'Deployment', 'api', { spec: { selector: { matchLabels: { name } } } });
  expect(operations({ objects: [api('a')] }, { objects: [api('b')] })).toEqual([
    ['apps/v1/Deployment shop/api', 'replace'],
  ]);
});

test('another name is another resource', () => {
  const body = { mode: 'fast', colour: 'blue', size: 'large' };
  expect(operations({ objects: [config('old', body)] }, { objects: [config('new', body)] })).toEqual([
    ['v1/ConfigMap shop/new', 'create'],
    ['v1/ConfigMap shop/old', 'delete'],
  ]);
});

test('another version of a kind is the same object, and is updated', () => {
  const route = (version: string, spec: object) =>
    manifest(`gateway.networking.k8s.io/${version}`, 'HTTPRoute', 'api', { spec });
  const hostnames = ['shop.example.com'];
  const operation = [['gateway.networking.k8s.io/v1/HTTPRoute shop/api', 'update']];
  expect(operations({ objects: [route('v1beta1', {})] }, { objects: [route('v1', {})] })).toEqual(operation);
  expect(operations({ objects: [route('v1beta1', {})] }, { objects: [route('v1', { hostnames })] })).toEqual(operation);
});

test('what Pulumi is told to be the same is moved in Vault, and made anew under another name in Kubernetes', () => {
  const mount = (vaultPath: string) => ({
    type: 'vault:index/mount:Mount',
    vaultPath,
    args: { path: vaultPath, type: 'kv' },
  });
  const told = (after: SideGiven, was: string) => {
    const [resource] = comparing({}, after).after.plan.resources;
    return { plan: { resources: [{ ...resource!, formerly: [was] }] } };
  };
  expect(
    operations({ vault: [mount('shop')] }, told({ vault: [mount('orders')] }, 'vault:index/mount:Mount shop')),
  ).toEqual([['vault:index/mount:Mount orders', 'update']]);
  expect(operations({ objects: [config('old')] }, told({ objects: [config('new')] }, 'v1/ConfigMap shop/old'))).toEqual(
    [['v1/ConfigMap shop/new', 'replace']],
  );
});

test.each([
  ['disposable', 'delete'],
  ['protected', 'forget'],
] as const)('%s data that is no longer declared: %s', (data, operation) => {
  expect(operations({ objects: [claim], plan: { data } }, { plan: { data } })).toEqual([
    ['v1/PersistentVolumeClaim shop/disk', operation],
  ]);
});

test('to be declared elsewhere, or after something else, changes nothing that is there', () => {
  const [first, second] = comparing({ objects: [config('a'), config('b')] }, {}).before.plan.resources;
  const moved = [first!, { ...second!, path: 'elsewhere', dependsOn: [first!.id] }];
  expect(operations({ objects: [config('a'), config('b')] }, { plan: { resources: moved } })).toEqual([]);
});
