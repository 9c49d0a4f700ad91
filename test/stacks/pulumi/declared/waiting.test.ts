import type { Manifest } from '../../../../constructs';
import { kubernetesResource, type Resource, vaultResource } from '../../../../constructs/plan/resource';
import { waitingOf } from '../../../../stacks/pulumi/declared/waiting';
import { referenceResources } from '../../../support/reference';

const metadata = { namespace: 'shop', name: 'api' };

const waitingFor = (apiVersion: string, kind: string, rest: object = {}) =>
  waitingOf(kubernetesResource({ apiVersion, kind, metadata, ...rest } satisfies Manifest, 'test'));

/** What is waited for, and how long at most, to come up and to change. */
function said(resource: Resource): string {
  const { annotations, options } = waitingOf(resource);
  const { create, update } = options.customTimeouts ?? {};
  return [...Object.values(annotations), create, update].filter((part) => part !== undefined).join(', ');
}

test('each kind that the next one needs is waited for, and shorter than the ten minutes of the plugin where nothing is copied', () => {
  const all = new Map(
    referenceResources('production').flatMap((resource) => {
      const [kind = '', wait] = [resource.id.split(' ')[0], said(resource)];
      return wait === '' ? [] : [[kind, wait] as const];
    }),
  );
  expect(Object.fromEntries(all)).toEqual({
    'apps/v1/Deployment': '295s, 660s',
    'apps/v1/StatefulSet': '480s, 480s',
    'cert-manager.io/v1/Certificate': 'condition=Ready, 300s, 300s',
    'gateway.networking.k8s.io/v1/Gateway': 'condition=Programmed, 300s, 300s',
    'gateway.networking.k8s.io/v1/HTTPRoute':
      'jsonpath={.status.parents[0].conditions[?(@.type=="Accepted")].status}=True, 60s, 60s',
    'postgresql.cnpg.io/v1/Cluster': 'condition=Ready, 900s, 900s',
    'postgresql.cnpg.io/v1/DatabaseRole': 'jsonpath={.status.applied}=true, 180s, 180s',
    'postgresql.cnpg.io/v1/Pooler': 'jsonpath={.status.phase}=active, 180s, 180s',
    'secrets.hashicorp.com/v1beta1/VaultAuth': 'condition=Ready, 60s, 60s',
    'secrets.hashicorp.com/v1beta1/VaultConnection': 'condition=Ready, 60s, 60s',
    'secrets.hashicorp.com/v1beta1/VaultDynamicSecret': 'condition=Ready, 180s, 180s',
    'secrets.hashicorp.com/v1beta1/VaultPKISecret': 'condition=Ready, 180s, 180s',
    'secrets.hashicorp.com/v1beta1/VaultStaticSecret': 'condition=Ready, 180s, 180s',
    'v1/Service': 'true',
  });
});

test('an issuer is waited for until cert-manager has logged in by it', () => {
  expect(waitingFor('cert-manager.io/v1', 'Issuer').annotations).toEqual({ 'pulumi.com/waitFor': 'condition=Ready' });
});

test('a scaler is waited for until KEDA has taken it', () => {
  expect(waitingFor('keda.sh/v1alpha1', 'ScaledObject')).toMatchObject({
    annotations: { 'pulumi.com/waitFor': 'condition=Ready' },
    options: { customTimeouts: { create: '60s', update: '60s' } },
  });
});

test('what External Secrets deliver is waited for as long as what Vault does, and its store as long as a login', () => {
  const waits = (kind: string) => {
    const { annotations, options } = waitingFor('external-secrets.io/v1', kind);
    return [...Object.values(annotations), options.customTimeouts?.create];
  };
  expect(waits('ExternalSecret')).toEqual(['condition=Ready', '180s']);
  expect(waits('SecretStore')).toEqual(['condition=Ready', '60s']);
});

test('a kind is waited for in any version', () => {
  expect(waitingFor('cert-manager.io/v2', 'Certificate')).toEqual(waitingFor('cert-manager.io/v1', 'Certificate'));
});

test('a Service is not waited for: its pods are deployed after it', () => {
  expect(waitingFor('v1', 'Service')).toEqual({ annotations: { 'pulumi.com/skipAwait': 'true' }, options: {} });
});

test('a Job is waited for until its own deadline has passed, and ten minutes where it has none', () => {
  const waits = (spec: object) => waitingFor('batch/v1', 'Job', { spec }).options.customTimeouts;
  expect(waits({ activeDeadlineSeconds: 3600 })).toEqual({ create: '3750s', update: '3750s' });
  expect(waits({})).toEqual({ create: '600s', update: '600s' });
});

test('a Deployment comes up as fast as one pod, and changes within its own deadline', () => {
  const container = {
    startupProbe: { periodSeconds: 5, failureThreshold: 12 },
    readinessProbe: { initialDelaySeconds: 7, periodSeconds: 1 },
  };
  const spec = (template: object) => ({
    spec: { replicas: 9, minReadySeconds: 20, progressDeadlineSeconds: 240, template: { spec: template } },
  });
  // 150 for a node that pulls, 5 × 12 to start, 7 + 1 × 3 to be ready, 20 to stay ready.
  const within = {
    annotations: {},
    options: { customTimeouts: { create: '240s', update: '390s' } },
    late: { afterSeconds: 120 },
  };
  expect(waitingFor('apps/v1', 'Deployment', spec({ containers: [{}, container] }))).toMatchObject(within);
  expect(waitingFor('apps/v1', 'Deployment', spec({ initContainers: [container], containers: [{}] }))).toMatchObject(
    within,
  );
});

test('what says nothing of its pods has the defaults of Kubernetes', () => {
  expect(waitingFor('apps/v1', 'Deployment').options).toEqual({ customTimeouts: { create: '150s', update: '750s' } });
});

test('the pods of a StatefulSet come one after the other, and so do the instances of a database', () => {
  const template = { spec: { containers: [{ startupProbe: {} }] } };
  expect(waitingFor('apps/v1', 'StatefulSet', { spec: { replicas: 3, template } }).options.customTimeouts).toEqual({
    create: '540s',
    update: '540s',
  });
  const cluster = waitingFor('postgresql.cnpg.io/v1', 'Cluster', { spec: { instances: 5 } });
  expect(cluster.options.customTimeouts).toEqual({ create: '1500s', update: '1500s' });
});

test('what is there when it is stored is not waited for, nor is what Vault has', () => {
  expect(waitingFor('networking.k8s.io/v1', 'NetworkPolicy')).toEqual({ annotations: {}, options: {} });
  expect(waitingFor('v1', 'constructor')).toEqual({ annotations: {}, options: {} });
  const mount = vaultResource({ type: 'vault:index/mount:Mount', vaultPath: 'live', args: {} }, 'test');
  expect(waitingOf(mount)).toEqual({ annotations: {}, options: {} });
});

test.each(['dev', 'staging', 'production'])('in %s nothing is waited for before what it needs', (environment) => {
  const resources = new Map(referenceResources(environment).map((resource) => [resource.id, resource]));
  const needs = (id: string): readonly string[] => {
    const direct = resources.get(id)!.dependsOn;
    return [...direct, ...direct.flatMap(needs)];
  };
  const [credential] = [...resources.keys()].filter((id) => id.includes('VaultDynamicSecret dwcp/dwcp-api'));
  // A login of a database comes when the database is there, and Vault may make one.
  expect(needs(credential!)).toEqual(
    expect.arrayContaining([
      'postgresql.cnpg.io/v1/DatabaseRole dwcp/dwcp-postgres-vault',
      'postgresql.cnpg.io/v1/Cluster dwcp/dwcp-postgres',
    ]),
  );
});
