import { factsOf, kindOf } from '../../constructs/plan/kinds';
import { type Entry, type Fields, isFields, step } from '../fields';
import { ofIssuers } from './of-issuers';
import { type Naming, type Part, partAt } from './reference';

const SERVICE = 'Service';

/** `Secret` of the core group, or a kind of another: as references of Gateway API say it. */
function byGroup(group: string, kind: string): (reference: Fields) => string {
  return (reference) => {
    const said = String(reference['group'] ?? group);
    const name = String(reference['kind'] ?? kind);
    return said === '' ? name : `${said}/${name}`;
  };
}

/** A kind of a group, by what a reference says of it. */
function ofGroup(group: string, kind: string): (reference: Fields) => string {
  return ({ kind: said }) => `${group}/${String(said ?? kind)}`;
}

/** Only Services and Gateways: what else a route may lead to is a matter of whoever serves it. */
function only(group: string, kind: string, ...known: readonly string[]): (reference: Fields) => string | undefined {
  const said = byGroup(group, kind);
  return (reference) => (known.includes(said(reference)) ? said(reference) : undefined);
}

/** The port of a Service by its number, or by its name. */
function portAt(entry: Entry): readonly Part[] {
  return isFields(entry.value['port'])
    ? [...partAt(step(entry, 'port'), 'number'), ...partAt(step(entry, 'port'), 'name')]
    : partAt(entry, 'port');
}

/** Of a webhook, which calls 443 unless it says otherwise. */
function portOfWebhook({ field, value }: Entry): readonly Part[] {
  return partAt({ field, value: { port: 443, ...value } }, 'port');
}

/** The object of Kubernetes, or of Argo Rollouts, that a reference names by `apiVersion` and `kind`. */
function workload({ apiVersion, kind }: Fields): string | undefined {
  const means = kindOf({ apiVersion: String(apiVersion), kind: String(kind) });
  return factsOf(means).keeps === undefined && means !== 'batch/CronJob' ? undefined : means;
}

/** A Service, by the controller of AWS: what is called like its annotation is no object. */
function ofIngress({ port }: Fields): string | undefined {
  return isFields(port) && port['name'] === 'use-annotation' ? undefined : SERVICE;
}

const BACKEND = { kind: only('', SERVICE, SERVICE), parts: portAt, granted: true } as const;
const CA = { kind: only('', 'ConfigMap', 'ConfigMap', 'Secret') } as const;

const ROUTE: readonly Naming[] = [
  { at: 'spec.rules[].backendRefs[]', ...BACKEND },
  { at: 'spec.rules[].filters[].requestMirror.backendRef', ...BACKEND },
  { at: 'spec.rules[].backendRefs[].filters[].requestMirror.backendRef', ...BACKEND },
  {
    at: 'spec.parentRefs[]',
    kind: only('gateway.networking.k8s.io', 'Gateway', 'gateway.networking.k8s.io/Gateway', SERVICE),
  },
];

/** Of routes of others, which lead to Services unless they say otherwise. */
const LED_TO = { kind: only('', SERVICE, SERVICE) } as const;
const TRAEFIK: readonly Naming[] = [
  { at: 'spec.routes[].services[]', ...LED_TO, parts: portAt },
  { at: 'spec.tls', key: 'secretName', kind: 'Secret' },
];

const VAULT_SECRET: readonly Naming[] = [{ at: 'spec', key: 'vaultAuthRef', kind: 'secrets.hashicorp.com/VaultAuth' }];

const ISSUED: readonly Naming[] = [
  {
    at: 'spec.issuerRef',
    // Issuers of others have a group of their own.
    kind: ({ group = 'cert-manager.io', kind = 'Issuer' }) =>
      group === 'cert-manager.io' ? `${group}/${String(kind)}` : undefined,
  },
];

const WEBHOOK = { kind: SERVICE, parts: portOfWebhook } as const;
const WEBHOOKS: readonly Naming[] = [{ at: 'webhooks[].clientConfig.service', ...WEBHOOK }];

const STORAGE = { key: 'storageClassName', kind: 'storage.k8s.io/StorageClass' } as const;
const ROLE: readonly Naming[] = [
  { at: 'roleRef', kind: ofGroup('rbac.authorization.k8s.io', 'ClusterRole') },
  // Whoever may make the account later has what is bound to it.
  { at: 'subjects[]', kind: ({ kind }) => (kind === 'ServiceAccount' ? kind : undefined) },
];

/** Of Argo Rollouts, templates of its namespace, or of the cluster. */
const ANALYSIS = {
  key: 'templateName',
  kind: ({ clusterScope }: Fields) => `argoproj.io/${clusterScope === true ? 'Cluster' : ''}AnalysisTemplate`,
} as const;

const TRIGGERED: readonly Naming[] = [
  { at: 'spec.triggers[].authenticationRef', kind: ofGroup('keda.sh', 'TriggerAuthentication') },
];
const DATABASE: readonly Naming[] = [{ at: 'spec.cluster', kind: 'postgresql.cnpg.io/Cluster' }];

/** What objects of a kind name, besides what their pods do. */
export const NAMINGS: Readonly<Record<string, readonly Naming[]>> = {
  PersistentVolumeClaim: [
    { at: 'spec', ...STORAGE },
    { at: 'spec', key: 'volumeName', kind: 'PersistentVolume' },
    { at: 'spec.dataSource', kind: ({ kind }) => (kind === 'PersistentVolumeClaim' ? kind : undefined) },
  ],
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding': [
    { at: 'spec', key: 'policyName', kind: 'admissionregistration.k8s.io/MutatingAdmissionPolicy' },
  ],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [
    { at: 'spec', key: 'policyName', kind: 'admissionregistration.k8s.io/ValidatingAdmissionPolicy' },
  ],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': WEBHOOKS,
  'apiextensions.k8s.io/CustomResourceDefinition': [{ at: 'spec.conversion.webhook.clientConfig.service', ...WEBHOOK }],
  'apiregistration.k8s.io/APIService': [{ at: 'spec.service', ...WEBHOOK }],
  'apps/StatefulSet': [
    { at: 'spec', key: 'serviceName', kind: SERVICE },
    { at: 'spec.volumeClaimTemplates[].spec', ...STORAGE },
  ],
  'argoproj.io/Rollout': [
    ...['stableService', 'canaryService'].map((key) => ({ at: 'spec.strategy.canary', key, kind: SERVICE })),
    ...['activeService', 'previewService'].map((key) => ({ at: 'spec.strategy.blueGreen', key, kind: SERVICE })),
    ...[
      'canary.analysis',
      'canary.steps[].analysis',
      'blueGreen.prePromotionAnalysis',
      'blueGreen.postPromotionAnalysis',
    ].map((where) => ({ at: `spec.strategy.${where}.templates[]`, ...ANALYSIS })),
    { at: 'spec.workloadRef', kind: workload },
  ],
  'autoscaling.k8s.io/VerticalPodAutoscaler': [{ at: 'spec.targetRef', kind: workload }],
  'cert-manager.io/Certificate': ISSUED,
  'cert-manager.io/CertificateRequest': ISSUED,
  'cert-manager.io/Issuer': ofIssuers,
  'external-secrets.io/ExternalSecret': [
    ...['spec.secretStoreRef', 'spec.data[].sourceRef.storeRef', 'spec.dataFrom[].sourceRef.storeRef'].map((at) => ({
      at,
      kind: ofGroup('external-secrets.io', 'SecretStore'),
    })),
  ],
  'gateway.networking.k8s.io/BackendTLSPolicy': [
    { at: 'spec.targetRefs[]', ...LED_TO },
    { at: 'spec.validation.caCertificateRefs[]', ...CA },
  ],
  'gateway.networking.k8s.io/GRPCRoute': ROUTE,
  'gateway.networking.k8s.io/Gateway': [
    { at: 'spec', key: 'gatewayClassName', kind: 'gateway.networking.k8s.io/GatewayClass' },
    { at: 'spec.infrastructure.parametersRef', kind: only('', 'ConfigMap', 'ConfigMap') },
    { at: 'spec.listeners[].tls.certificateRefs[]', kind: only('', 'Secret', 'Secret'), granted: true },
    { at: 'spec.listeners[].tls.frontendValidation.caCertificateRefs[]', ...CA, granted: true },
  ],
  'gateway.networking.k8s.io/HTTPRoute': ROUTE,
  'gateway.networking.k8s.io/TCPRoute': ROUTE,
  'gateway.networking.k8s.io/TLSRoute': ROUTE,
  'gateway.networking.k8s.io/UDPRoute': ROUTE,
  'keda.sh/ScaledJob': TRIGGERED,
  'keda.sh/ScaledObject': TRIGGERED,
  'keda.sh/TriggerAuthentication': [
    { at: 'spec.secretTargetRef[]', kind: 'Secret', parts: (from) => partAt(from, 'key') },
    { at: 'spec.configMapTargetRef[]', kind: 'ConfigMap', parts: (from) => partAt(from, 'key') },
  ],
  'networking.k8s.io/Ingress': [
    { at: 'spec.defaultBackend.service', kind: ofIngress, parts: portAt },
    { at: 'spec.rules[].http.paths[].backend.service', kind: ofIngress, parts: portAt },
    { at: 'spec.tls[]', key: 'secretName', kind: 'Secret' },
    { at: 'spec', key: 'ingressClassName', kind: 'networking.k8s.io/IngressClass' },
  ],
  'postgresql.cnpg.io/Database': DATABASE,
  'postgresql.cnpg.io/DatabaseRole': DATABASE,
  'postgresql.cnpg.io/ScheduledBackup': DATABASE,
  'projectcontour.io/HTTPProxy': [
    { at: 'spec.includes[]', kind: 'projectcontour.io/HTTPProxy' },
    { at: 'spec.routes[].services[]', kind: SERVICE, parts: portAt },
    { at: 'spec.tcpproxy.services[]', kind: SERVICE, parts: portAt },
    { at: 'spec.virtualhost.tls', key: 'secretName', kind: 'Secret' },
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ROLE,
  'rbac.authorization.k8s.io/RoleBinding': ROLE,
  'route.openshift.io/Route': [
    { at: 'spec.to', ...LED_TO },
    { at: 'spec.alternateBackends[]', ...LED_TO },
  ],
  'secrets.hashicorp.com/VaultAuth': [
    { at: 'spec', key: 'vaultConnectionRef', kind: 'secrets.hashicorp.com/VaultConnection' },
    { at: 'spec.kubernetes', key: 'serviceAccount', kind: 'ServiceAccount' },
  ],
  'secrets.hashicorp.com/VaultConnection': [{ at: 'spec', key: 'caCertSecretRef', kind: 'Secret' }],
  'secrets.hashicorp.com/VaultDynamicSecret': VAULT_SECRET,
  'secrets.hashicorp.com/VaultPKISecret': VAULT_SECRET,
  'secrets.hashicorp.com/VaultStaticSecret': VAULT_SECRET,
  'traefik.containo.us/IngressRoute': TRAEFIK,
  'traefik.io/IngressRoute': TRAEFIK,
};
