import { isClusterWide } from '../../../constructs/plan/cluster-wide';
import { calledInFull, identityOf, resourceId } from '../../../constructs/plan/identity';
import { factsOf, kindOf, vaultKindOf } from '../../../constructs/plan/kinds';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { podSpecsOf } from '../../../policies/containers';
import { prepare } from '../../../policies/prepare';
import { isReplicated } from '../../../policies/replicas';

const object = (apiVersion: string, kind: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...rest,
});

describe('identity', () => {
  test('an empty namespace is none, as Kubernetes reads it', () => {
    const metadata = { name: 'api', namespace: '' };
    expect(identityOf(metadata)).toBe('api');
    expect(resourceId({ apiVersion: 'v1', kind: 'Service', metadata })).toBe('v1/Service api');
    expect(kubernetesResource({ apiVersion: 'v1', kind: 'Service', metadata }, 'x')).not.toHaveProperty('namespace');
  });

  test('tells two groups apart that have a kind of one name, and leaves the group out for people', () => {
    const [cnpg, capi] = ['postgresql.cnpg.io/v1', 'cluster.x-k8s.io/v1beta1'].map((group) => object(group, 'Cluster'));
    expect(resourceId(cnpg!)).not.toBe(resourceId(capi!));
    expect(calledInFull(cnpg!)).toBe('Cluster x');
  });
});

describe('kinds', () => {
  test('a kind is the same in every version of its group', () => {
    expect(kindOf(object('apps/v1beta1', 'Deployment'))).toBe(kindOf(object('apps/v1', 'Deployment')));
    expect(kubernetesResource(object('postgresql.cnpg.io/v2', 'Cluster'), 'x').data).toBe(true);
    expect(kubernetesResource(object('cluster.x-k8s.io/v1beta1', 'Cluster'), 'x').data).toBe(false);
  });

  test.each([
    'PersistentVolume',
    'PersistentVolumeClaim',
    'snapshot.storage.k8s.io/VolumeSnapshot',
    'vault:index/audit:Audit',
    'vault:index/mount:Mount',
    'vault:kv/secretV2:SecretV2',
    'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest',
    'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned',
    'vault:pkiSecret/secretBackendKey:SecretBackendKey',
    'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert',
    'vault:transit/secretBackendKey:SecretBackendKey',
  ])('what cannot be made again once it is gone is data: %s', (kind) => {
    expect(factsOf(kind).data).toBe(true);
  });

  test('knows nothing of a kind that is called like what every object has', () => {
    expect(factsOf('constructor')).toEqual({});
    expect(podSpecsOf(object('v1', 'constructor'))).toEqual([]);
  });

  test.each([
    ['v1', 'Namespace', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', true],
    ['cert-manager.io/v1', 'ClusterIssuer', true],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', true],
    ['trust.cert-manager.io/v1alpha1', 'Bundle', true],
    ['operator.tigera.io/v1', 'Installation', true],
    ['pkg.crossplane.io/v1beta1', 'DeploymentRuntimeConfig', true],
    ['karpenter.sh/v1', 'NodePool', true],
    ['security.openshift.io/v1', 'SecurityContextConstraints', true],
    ['operator.openshift.io/v1', 'IngressController', false],
    ['postgresql.cnpg.io/v1', 'Cluster', false],
    ['example.org/v1', 'Node', false],
  ])('%s %s is in no namespace: %s', (apiVersion, kind, expected) => {
    expect(isClusterWide(object(apiVersion, kind))).toBe(expected);
  });

  test('whatever keeps up so many pods is replicated, an older kind too', () => {
    const replicated = (apiVersion: string, kind: string) => {
      const metadata = { name: 'api', namespace: 'shop' };
      const resource = kubernetesResource({ apiVersion, kind, metadata, spec: { replicas: 2 } }, 'shop/api');
      return isReplicated(prepare({ resources: [resource] }).workloadOf(resource));
    };
    for (const [apiVersion, kind] of [
      ['v1', 'ReplicationController'],
      ['apps/v1', 'ReplicaSet'],
      ['apps/v1', 'Deployment'],
      ['apps/v1', 'StatefulSet'],
      ['argoproj.io/v1alpha1', 'Rollout'],
    ] as const) {
      expect([kind, replicated(apiVersion, kind)]).toEqual([kind, true]);
    }
    expect(replicated('apps/v1', 'DaemonSet')).toBe(false);
  });

  test('the pods of a rollout are those of its template, or of the Deployment that it takes over', () => {
    const containers = [{ name: 'main' }];
    const rollout = (spec: object) => object('argoproj.io/v1alpha1', 'Rollout', { spec });
    expect(podSpecsOf(rollout({ template: { spec: { containers } } })).map(({ field }) => field)).toEqual([
      'spec.template.spec',
    ]);
    const taken = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };
    expect(podSpecsOf(rollout({ workloadRef: taken }))).toEqual([]);
    expect(() => podSpecsOf(rollout({}))).toThrow('it lists no container');
  });

  test.each([
    ['vault:index/mount:Mount', 'Mount'],
    ['vault:database/secretBackendRole:SecretBackendRole', 'database/SecretBackendRole'],
    ['vault:pkiSecret/secretBackendRole:SecretBackendRole', 'pkiSecret/SecretBackendRole'],
    ['something:else', 'something:else'],
  ])('%s of Vault is a %s', (type, kind) => {
    expect(vaultKindOf(type)).toBe(kind);
  });
});
