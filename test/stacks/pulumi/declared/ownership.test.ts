import type { Manifest } from '../../../../constructs';
import { kubernetesResource, type Resource, vaultResource } from '../../../../constructs/plan/resource';
import { type Ownership, Ownerships } from '../../../../stacks/pulumi/declared/ownership';
import { referencePlan } from '../../../support/reference';

const object = (apiVersion: string, kind: string, name: string, spec?: object, namespace = 'shop') =>
  kubernetesResource(
    { apiVersion, kind, metadata: { namespace, name }, ...(spec && { spec }) } satisfies Manifest,
    'test',
  );

const API = object('apps/v1', 'Deployment', 'api', { replicas: 3 });

/** What becomes of one resource of a plan. */
function of(resource: Resource, ...others: readonly Resource[]): Ownership {
  return new Ownerships({ resources: [resource, ...others] }).of(resource);
}

test('what is changed by hand is taken back where it bounds a namespace, and where only pods are at stake', () => {
  const { resources } = referencePlan('production');
  const ownerships = new Ownerships({ resources });
  const forced = resources.filter(
    (resource) => ownerships.of(resource).annotations['pulumi.com/patchForce'] === 'true',
  );
  expect([...new Set(forced.map(({ id }) => id.split(' ')[0]))].sort()).toEqual([
    'apps/v1/Deployment',
    'apps/v1/StatefulSet',
    'batch/v1/CronJob',
    'networking.k8s.io/v1/NetworkPolicy',
    'security.istio.io/v1/AuthorizationPolicy',
    'security.istio.io/v1/PeerAuthentication',
    'v1/Namespace',
  ]);
});

test.each([
  ['postgresql.cnpg.io/v1', 'Cluster'],
  ['v1', 'PersistentVolumeClaim'],
  ['secrets.hashicorp.com/v1beta1', 'VaultDynamicSecret'],
  ['v1', 'constructor'],
])('a run ends where somebody has changed the same field of %s %s', (apiVersion, kind) => {
  expect(of(object(apiVersion, kind, 'one'))).toEqual({ annotations: {}, options: {} });
});

test.each([
  ['autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'api' } }],
  ['keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef: { name: 'api' } }],
])('the number of pods is the autoscaler’s where there is one: %s %s', (apiVersion, kind, spec) => {
  expect(of(API, object(apiVersion, kind, 'scaler', spec)).options).toEqual({ ignoreChanges: ['spec.replicas'] });
});

test.each([
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['keda.sh/v1alpha1', 'ScaledObject'],
])('a limit that somebody has raised by hand is taken back: %s %s', (apiVersion, kind) => {
  const scaler = object(apiVersion, kind, 'api', { scaleTargetRef: { name: 'api' } });
  expect(of(scaler).annotations).toEqual({ 'pulumi.com/patchForce': 'true' });
});

test('the autoscaler of a namesake has nothing to say', () => {
  const scales = (kind: string, namespace: string) =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'api', { scaleTargetRef: { kind, name: 'api' } }, namespace);
  expect(of(API, scales('StatefulSet', 'shop'), scales('Deployment', 'other')).options).toEqual({});
  expect(of(API).options).toEqual({});
});

test('nobody else writes what Vault has', () => {
  const mount = vaultResource({ type: 'vault:index/mount:Mount', vaultPath: 'live', args: {} }, 'test');
  expect(of(mount)).toEqual({ annotations: {}, options: {} });
});
