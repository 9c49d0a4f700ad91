import { MADE_ELSEWHERE } from '../../../constructs/plan/made-elsewhere';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { ingress, NAMED_BY, pod, route, there, volumes } from '../../examples/naming';
import { isMadeElsewhere, isOfCluster, saidToBeElsewhere, shortKind } from '../../named/elsewhere';
import { madeIn } from '../../named/made';
import type { Reference } from '../../named/reference';
import { mayName, referencesIn } from '../../named/references';
import type { Prepared } from '../../prepared';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

const TO_IT = { services: [{ name: 'it', port: 80 }] };
const CONFIG = { configMap: { name: 'it' } };
const CLAIM = { persistentVolumeClaim: { claimName: 'it' } };
const BUCKET = { group: 'example.com', kind: 'Bucket' };

const AUTH_ROLE = {
  type: 'vault:kubernetes/authBackendRole:AuthBackendRole',
  vaultPath: 'auth/kubernetes/role/it',
  args: { backend: 'kubernetes', roleName: 'it' },
};

const KEEPERS = [
  { ...there('cert-manager.io/v1', 'Certificate', 'other'), spec: { secretName: 'it' } },
  { ...there('bitnami.com/v1alpha1', 'SealedSecret'), spec: {} },
  { ...there('external-secrets.io/v1', 'ExternalSecret', 'other'), spec: { target: { name: 'it' } } },
  { ...there('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', 'other'), spec: { destination: { name: 'it' } } },
  {
    ...there('v1', 'Service', 'other'),
    metadata: {
      name: 'other',
      namespace: 'shop',
      annotations: { 'service.beta.openshift.io/serving-cert-secret-name': 'it' },
    },
  },
  ...[
    'cert-manager.io/cluster-issuer',
    'certmanager.k8s.io/issuer',
    'cert.gardener.cloud/purpose',
    'kubernetes.io/tls-acme',
  ].map((annotation) => ({
    ...ingress({ tls: [{ secretName: 'it' }] }),
    metadata: { name: 'other', namespace: 'shop', annotations: { [annotation]: 'true' } },
  })),
];

/** The API server takes a name of what is not there: the pod waits, the route answers 500, the certificate is never issued. */
export const referencesExist = defineRule({
  id: 'references-exist',
  subject: 'object',
  needs: 'plan',
  says: 'What an object names is there.',
  because: 'it is accepted, and then waits for ever for what nobody makes',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps-as-files-from-a-pod'],
  applies: mayName,
  check: (resource, context) =>
    referencesIn(resource, context).flatMap((reference) => missing(reference, resource, context)),
  examples: {
    accepted: [
      {
        shows: 'what is there',
        resources: [
          ...['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'].map((kind) => there('v1', kind)),
          pod(volumes({ configMap: { name: 'it' } }, { secret: { secretName: 'it' } }, CLAIM), {
            serviceAccountName: 'it',
          }),
        ],
      },
      {
        shows: 'a class that clusters of their makers have, beside others that are made here',
        resources: [
          ...(
            [
              ['storage.k8s.io', 'StorageClass'],
              ['networking.k8s.io', 'IngressClass'],
              ['gateway.networking.k8s.io', 'GatewayClass'],
              ['node.k8s.io', 'RuntimeClass'],
            ] as const
          ).map(([group, kind]) => ({ apiVersion: `${group}/v1`, kind, metadata: { name: 'own' } })),
          ...['gp3', 'standard', 'premium-rwo', 'managed-csi-premium', 'thin-csi'].map((storageClassName) => ({
            ...there('v1', 'PersistentVolumeClaim', storageClassName),
            spec: { storageClassName },
          })),
          ingress({ ingressClassName: 'openshift-default' }),
          { ...there('gateway.networking.k8s.io/v1', 'Gateway', 'edge'), spec: { gatewayClassName: 'gke-l7-gxlb' } },
          pod({ containers: [], runtimeClassName: 'gvisor' }),
        ],
      },
      {
        shows: 'what Traefik serves by itself',
        resources: [
          {
            ...there('traefik.io/v1alpha1', 'IngressRoute', 'web'),
            spec: { routes: [{ services: [{ kind: 'TraefikService', name: 'api@internal' }] }] },
          },
        ],
      },
      {
        shows: 'what is optional',
        resources: [
          pod({
            ...volumes(
              { configMap: { name: 'it', optional: true } },
              { projected: { sources: [{ configMap: { name: 'it', optional: true } }] } },
            ),
            containers: [
              {
                name: 'api',
                env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'it', key: 'a', optional: true } } }],
                envFrom: [{ configMapRef: { name: 'it', optional: true } }],
              },
            ],
          }),
        ],
      },
      {
        shows: 'what the controller of AWS does by an annotation',
        resources: [
          ingress({
            rules: [
              { http: { paths: [{ backend: { service: { name: 'to-tls', port: { name: 'use-annotation' } } } }] } },
            ],
          }),
        ],
      },
      {
        shows: 'a volume that is made by hand, by a class that is none, and one that was made for the claim',
        resources: [
          { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'slow' } },
          {
            apiVersion: 'v1',
            kind: 'PersistentVolume',
            metadata: { name: 'it' },
            spec: { storageClassName: 'by-hand' },
          },
          { ...there('v1', 'PersistentVolumeClaim'), spec: { storageClassName: 'by-hand', volumeName: 'it' } },
          {
            ...there('v1', 'PersistentVolumeClaim', 'data'),
            spec: { volumeName: 'pvc-0a1b2c3d-0000-4000-8000-000000000000' },
          },
        ],
      },
      {
        shows: 'the key of an account, which is made for it',
        resources: [
          there('v1', 'Secret', 'other'),
          {
            ...there('cert-manager.io/v1', 'Issuer', 'web'),
            spec: { acme: { privateKeySecretRef: { name: 'it' }, solvers: [{ http01: {} }] } },
          },
        ],
      },
      {
        shows: 'users and groups that something is bound to',
        resources: [
          {
            ...there('rbac.authorization.k8s.io/v1', 'RoleBinding', 'api'),
            subjects: [
              { kind: 'Group', name: 'it' },
              { kind: 'User', name: 'it' },
            ],
          },
        ],
      },
      {
        shows: 'what Kubernetes makes in every namespace',
        resources: [pod(volumes({ configMap: { name: 'kube-root-ca.crt' } }), { serviceAccountName: 'default' })],
      },
      {
        shows: 'what its author knows to be made elsewhere',
        resources: [pod(volumes({ configMap: { name: 'it' } }, CLAIM), {}, 'ConfigMap/it, PersistentVolumeClaim/it')],
      },
      {
        shows: 'the same, said of the pods that a Deployment makes',
        resources: [
          {
            ...there('apps/v1', 'Deployment', 'api'),
            spec: {
              template: {
                metadata: { annotations: { [MADE_ELSEWHERE]: 'ConfigMap/it' } },
                spec: { containers: [{ name: 'api' }], ...volumes(CONFIG) },
              },
            },
          },
        ],
      },
      {
        shows: 'a Secret, where none are kept with the manifests',
        resources: [pod(volumes({ secret: { secretName: 'it' } }))],
      },
      ...KEEPERS.map((keeper) => ({
        shows: `a Secret that is made of a ${keeper.kind}`,
        resources: [there('v1', 'Secret', 'other'), keeper, pod(volumes({ secret: { secretName: 'it' } }))],
      })),
      {
        shows: 'what an operator makes, called like what it makes it of',
        resources: [
          there('v1', 'Secret', 'other'),
          there('postgresql.cnpg.io/v1', 'Cluster', 'db'),
          pod(volumes({ secret: { secretName: 'db-app' } })),
        ],
      },
      {
        shows: 'what a custom resource names, whose controller may make it',
        resources: [
          there('v1', 'Secret', 'other'),
          { ...there('example.com/v1', 'Login', 'other'), spec: { writeTo: [{ name: 'it' }] } },
          pod(volumes({ secret: { secretName: 'it' } })),
        ],
      },
      {
        shows: 'the claim of a pod of a StatefulSet',
        resources: [
          {
            ...there('apps/v1', 'StatefulSet', 'db'),
            spec: {
              template: { metadata: {}, spec: { containers: [{ name: 'db' }] } },
              volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
            },
          },
          pod(volumes({ persistentVolumeClaim: { claimName: 'data-db-0' } })),
        ],
      },
      {
        shows: 'what is in a namespace of somebody else',
        resources: [route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] })],
      },
      { shows: 'what is no object of Kubernetes', resources: [route({ backendRefs: [{ ...BUCKET, name: 'it' }] })] },
      {
        shows: 'what is applied to a namespace that is not written down',
        resources: [{ ...there('v1', 'ConfigMap'), metadata: { name: 'it' } }, pod(volumes(CONFIG))],
      },
      {
        shows: 'a class of the cluster, where none is made here',
        resources: [{ ...there('v1', 'PersistentVolumeClaim'), spec: { storageClassName: 'fast' } }],
      },
      {
        shows: 'a role of every cluster',
        resources: [
          there('rbac.authorization.k8s.io/v1', 'ClusterRole'),
          binding('ClusterRole', 'system:auth-delegator'),
        ],
      },
      { shows: 'a role of Vault', resources: [AUTH_ROLE, login('it')] },
      {
        shows: 'a role of Vault below a mount of somebody else',
        resources: [AUTH_ROLE, login('other', 'theirs')],
      },
      { shows: 'a name that is filled in later', resources: [pod(volumes({ configMap: { name: '{{ it }}' } }))] },
    ],
    refused: [
      ...(
        [
          [volumes(CONFIG), 'spec.volumes[0].configMap.name', 'ConfigMap'],
          [volumes({ secret: { secretName: 'it' } }), 'spec.volumes[0].secret.secretName', 'Secret'],
          [volumes(CLAIM), 'spec.volumes[0].persistentVolumeClaim.claimName', 'PersistentVolumeClaim'],
          [
            volumes({ projected: { sources: [{ configMap: { name: 'it' } }] } }),
            'spec.volumes[0].projected.sources[0].configMap.name',
            'ConfigMap',
          ],
          [
            volumes({ projected: { sources: [{ secret: { name: 'it' } }] } }),
            'spec.volumes[0].projected.sources[0].secret.name',
            'Secret',
          ],
          [
            { containers: [{ name: 'api', envFrom: [{ configMapRef: { name: 'it' } }] }] },
            'spec.containers[0].envFrom[0].configMapRef.name',
            'ConfigMap',
          ],
          [
            {
              initContainers: [
                { name: 'api', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'it', key: 'a' } } }] },
              ],
            },
            'spec.initContainers[0].env[0].valueFrom.secretKeyRef.name',
            'Secret',
          ],
          [volumes({ azureFile: { secretName: 'it' } }), 'spec.volumes[0].azureFile.secretName', 'Secret'],
          [volumes({ cephfs: { secretRef: { name: 'it' } } }), 'spec.volumes[0].cephfs.secretRef.name', 'Secret'],
          [
            volumes({ csi: { driver: 'x', nodePublishSecretRef: { name: 'it' } } }),
            'spec.volumes[0].csi.nodePublishSecretRef.name',
            'Secret',
          ],
          [
            volumes({
              csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: 'it' } },
            }),
            'spec.volumes[0].csi.volumeAttributes.secretProviderClass',
            'SecretProviderClass',
          ],
          [{ serviceAccountName: 'it' }, 'spec.serviceAccountName', 'ServiceAccount'],
          [{ serviceAccount: 'it' }, 'spec.serviceAccount', 'ServiceAccount'],
        ] as const
      ).map(([spec, field, kind]) => ({
        shows: `a pod that waits for a ${kind}, by ${field}`,
        resources: [there('v1', kind, 'other'), there('v1', 'Secret', 'other'), pod(spec)],
        violations: [wrong(field, kind, 'it')],
      })),
      {
        shows: 'a Service that is only mirrored to',
        resources: [
          route({ filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'it', port: 80 } } }] }),
        ],
        violations: [wrong('spec.rules[0].filters[0].requestMirror.backendRef.name', 'Service', 'it')],
      },
      ...NAMED_BY.map(([apiVersion, kind, spec, field, named]) => ({
        shows: `a ${kind} that waits, by ${field}`,
        resources: [there('v1', 'Secret', 'other'), { ...there(apiVersion, kind, 'web'), spec }],
        violations: [wrong(field, named, 'it')],
      })),
      ...['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({
        shows: `an account that nobody makes, to which something is bound by a ${kind}`,
        resources: [
          there('v1', 'Namespace', 'shop'),
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind,
            metadata: { name: 'api', ...(kind === 'RoleBinding' && { namespace: 'shop' }) },
            subjects: [{ kind: 'ServiceAccount', name: 'it', namespace: 'shop' }],
          },
        ],
        violations: [wrong('subjects[0].name', 'ServiceAccount', 'it', 'shop')],
      })),
      {
        shows: 'a policy of the cluster that is not among those that are made here',
        resources: [
          {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'ValidatingAdmissionPolicy',
            metadata: { name: 'other' },
          },
          {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'ValidatingAdmissionPolicyBinding',
            metadata: { name: 'it' },
            spec: { policyName: 'it' },
          },
        ],
        violations: [wrong('spec.policyName', 'admissionregistration.k8s.io/ValidatingAdmissionPolicy', 'it')],
      },
      {
        shows: 'the same name in another namespace',
        resources: [
          { ...there('v1', 'ConfigMap'), metadata: { name: 'it', namespace: 'store' } },
          pod(volumes(CONFIG)),
        ],
        violations: [wrong('spec.volumes[0].configMap.name', 'ConfigMap', 'it')],
      },
      {
        shows: 'a name that nearly is that of what an operator makes',
        resources: [there('postgresql.cnpg.io/v1', 'Cluster', 'i'), pod(volumes(CONFIG))],
        violations: [wrong('spec.volumes[0].configMap.name', 'ConfigMap', 'it')],
      },
      {
        shows: 'what is named by what makes nothing',
        resources: [
          { ...there('security.istio.io/v1', 'RequestAuthentication'), spec: { names: 'it' } },
          pod(volumes(CONFIG)),
        ],
        violations: [wrong('spec.volumes[0].configMap.name', 'ConfigMap', 'it')],
      },
      {
        shows: 'something else that is said to be made elsewhere',
        resources: [pod(volumes(CONFIG), {}, 'Secret/it, ConfigMap/item')],
        violations: [wrong('spec.volumes[0].configMap.name', 'ConfigMap', 'it')],
      },
      {
        shows: 'a route to nowhere, and of no gateway',
        resources: [route({ backendRefs: [{ name: 'it', port: 80 }] }, [{ name: 'it' }])],
        violations: [
          wrong('spec.rules[0].backendRefs[0].name', 'Service', 'it'),
          wrong('spec.parentRefs[0].name', 'Gateway', 'it'),
        ],
      },
      {
        shows: 'a route to nowhere in a namespace that is here',
        resources: [
          there('v1', 'Namespace', 'store'),
          route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] }),
        ],
        violations: [wrong('spec.rules[0].backendRefs[0].name', 'Service', 'it', 'store')],
      },
      {
        shows: 'an Ingress to nowhere, with a Secret that nobody makes',
        resources: [
          there('v1', 'Secret', 'other'),
          ingress({ defaultBackend: { service: { name: 'it' } }, tls: [{ secretName: 'it' }] }),
        ],
        violations: [
          wrong('spec.defaultBackend.service.name', 'Service', 'it'),
          wrong('spec.tls[0].secretName', 'Secret', 'it'),
        ],
      },
      ...(
        [
          ['route.openshift.io/v1', 'Route', { to: { kind: 'Service', name: 'it' } }, 'spec.to'],
          ['route.openshift.io/v1', 'Route', { alternateBackends: [{ name: 'it' }] }, 'spec.alternateBackends[0]'],
          ['traefik.io/v1alpha1', 'IngressRoute', { routes: [TO_IT] }, 'spec.routes[0].services[0]'],
          ['traefik.containo.us/v1alpha1', 'IngressRoute', { routes: [TO_IT] }, 'spec.routes[0].services[0]'],
          ['projectcontour.io/v1', 'HTTPProxy', { routes: [TO_IT] }, 'spec.routes[0].services[0]'],
          ['projectcontour.io/v1', 'HTTPProxy', { tcpproxy: TO_IT }, 'spec.tcpproxy.services[0]'],
        ] as const
      ).map(([apiVersion, kind, spec, field]) => ({
        shows: `a ${kind} of ${apiVersion} to nowhere, by ${field}`,
        resources: [{ ...there(apiVersion, kind, 'web'), spec }],
        violations: [wrong(`${field}.name`, 'Service', 'it')],
      })),
      {
        shows: 'a certificate of an issuer that is not there',
        resources: [{ ...there('cert-manager.io/v1', 'Certificate', 'web'), spec: { issuerRef: { name: 'it' } } }],
        violations: [wrong('spec.issuerRef.name', 'cert-manager.io/Issuer', 'it')],
      },
      {
        shows: 'a class that is not among those that are made here',
        resources: [
          { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'slow' } },
          { ...there('v1', 'PersistentVolumeClaim'), spec: { storageClassName: 'fast' } },
        ],
        violations: [wrong('spec.storageClassName', 'storage.k8s.io/StorageClass', 'fast')],
      },
      {
        shows: 'a role that nobody made',
        resources: [binding('Role', 'it')],
        violations: [wrong('roleRef.name', 'rbac.authorization.k8s.io/Role', 'it')],
      },
      {
        shows: 'a role of Vault that is not there, below a mount that is',
        resources: [AUTH_ROLE, login('other')],
        violations: [wrong('spec.kubernetes.role', AUTH_ROLE.type, 'other', 'kubernetes')],
      },
    ],
    unknown: [
      {
        shows: 'what a release may hold',
        resources: [there('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'app'), pod(volumes(CONFIG))],
        doubts: [
          {
            field: 'spec.volumes[0].configMap.name',
            why: "nothing here makes the ConfigMap 'it', but HelmRelease 'app' may",
          },
        ],
      },
    ],
    skipped: [
      { shows: 'what names nothing', resources: [there('v1', 'ConfigMap')] },
      {
        shows: 'what others copy',
        resources: [{ ...there('v1', 'PodTemplate'), template: { metadata: {}, spec: pod(volumes(CONFIG)).spec } }],
      },
    ],
  },
});

function missing(
  reference: Reference,
  resource: KubernetesResource,
  context: Prepared,
): readonly (Violation | Unknowable)[] {
  const { field, kind, name, namespace: said } = reference;
  const { metadata } = resource.object;
  const namespace = isOfCluster(kind) ? undefined : said || metadata.namespace || undefined;
  const made = madeIn(context);
  const has = made.has(kind, name, namespace);
  if (has === 'yes' || isMadeElsewhere(reference, resource.object, context)) return [];
  const notes = [metadata.annotations, ...context.podsOf(resource).map((pod) => pod.metadata['annotations'])];
  if (notes.some((annotations) => saidToBeElsewhere(annotations, reference))) return [];
  if (has === 'no') return [wrong(field, kind, name, said)];
  const maker = made.makerOfAnything(namespace);
  return [new Unknowable(field, `nothing here makes the ${shortKind(kind)} '${name}', but ${maker} may`)];
}

function wrong(field: string, kind: string, name: string, namespace?: string): Violation {
  const short = shortKind(kind);
  const where = namespace === undefined ? '' : ` in '${namespace}'`;
  return {
    field,
    problem: `nothing here makes the ${short} '${name}'${where}`,
    fix: `correct the name, judge it together with what makes it, or say by the annotation ${MADE_ELSEWHERE}: ${short}/${name} that somebody else does`,
  };
}

function binding(kind: string, name: string) {
  const apiGroup = 'rbac.authorization.k8s.io';
  return { ...there(`${apiGroup}/v1`, 'RoleBinding', 'api'), roleRef: { apiGroup, kind, name } };
}

function login(role: string, mount = 'kubernetes') {
  return { ...there('secrets.hashicorp.com/v1beta1', 'VaultAuth', 'api'), spec: { mount, kubernetes: { role } } };
}
