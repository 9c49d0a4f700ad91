import type { Fields } from '../fields';
import type { Naming } from './reference';

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

const ROUTE: readonly Naming[] = [
  { at: 'spec.rules[].backendRefs[]', kind: only('', SERVICE, SERVICE) },
  {
    at: 'spec.parentRefs[]',
    kind: only('gateway.networking.k8s.io', 'Gateway', 'gateway.networking.k8s.io/Gateway', SERVICE),
  },
];

/** Of routes of others, which lead to Services unless they say otherwise. */
const LED_TO = { kind: only('', SERVICE, SERVICE) } as const;
const TRAEFIK: readonly Naming[] = [{ at: 'spec.routes[].services[]', ...LED_TO }];

const VAULT_SECRET: readonly Naming[] = [{ at: 'spec', key: 'vaultAuthRef', kind: 'secrets.hashicorp.com/VaultAuth' }];

const ISSUED: readonly Naming[] = [
  {
    at: 'spec.issuerRef',
    // Issuers of others have a group of their own.
    kind: ({ group = 'cert-manager.io', kind = 'Issuer' }) =>
      group === 'cert-manager.io' ? `${group}/${String(kind)}` : undefined,
  },
];

const WEBHOOKS: readonly Naming[] = [{ at: 'webhooks[].clientConfig.service', kind: SERVICE }];

const STORAGE = { key: 'storageClassName', kind: 'storage.k8s.io/StorageClass' } as const;
const ROLE: readonly Naming[] = [{ at: 'roleRef', kind: ofGroup('rbac.authorization.k8s.io', 'ClusterRole') }];
const DATABASE: readonly Naming[] = [{ at: 'spec.cluster', kind: 'postgresql.cnpg.io/Cluster' }];

/** What objects of a kind name, besides what their pods do. */
export const NAMINGS: Readonly<Record<string, readonly Naming[]>> = {
  PersistentVolumeClaim: [{ at: 'spec', ...STORAGE }],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': WEBHOOKS,
  'apiregistration.k8s.io/APIService': [{ at: 'spec.service', kind: SERVICE }],
  'apps/StatefulSet': [
    { at: 'spec', key: 'serviceName', kind: SERVICE },
    { at: 'spec.volumeClaimTemplates[].spec', ...STORAGE },
  ],
  'argoproj.io/Rollout': [
    ...['stableService', 'canaryService'].map((key) => ({ at: 'spec.strategy.canary', key, kind: SERVICE })),
    ...['activeService', 'previewService'].map((key) => ({ at: 'spec.strategy.blueGreen', key, kind: SERVICE })),
  ],
  'cert-manager.io/Certificate': ISSUED,
  'cert-manager.io/CertificateRequest': ISSUED,
  'external-secrets.io/ExternalSecret': [
    { at: 'spec.secretStoreRef', kind: ofGroup('external-secrets.io', 'SecretStore') },
  ],
  'gateway.networking.k8s.io/GRPCRoute': ROUTE,
  'gateway.networking.k8s.io/Gateway': [
    { at: 'spec', key: 'gatewayClassName', kind: 'gateway.networking.k8s.io/GatewayClass' },
    { at: 'spec.infrastructure.parametersRef', kind: only('', 'ConfigMap', 'ConfigMap') },
    { at: 'spec.listeners[].tls.certificateRefs[]', kind: only('', 'Secret', 'Secret') },
  ],
  'gateway.networking.k8s.io/HTTPRoute': ROUTE,
  'gateway.networking.k8s.io/TCPRoute': ROUTE,
  'gateway.networking.k8s.io/TLSRoute': ROUTE,
  'gateway.networking.k8s.io/UDPRoute': ROUTE,
  'keda.sh/ScaledObject': [
    { at: 'spec.triggers[].authenticationRef', kind: ofGroup('keda.sh', 'TriggerAuthentication') },
  ],
  'networking.k8s.io/Ingress': [
    { at: 'spec.defaultBackend.service', kind: SERVICE },
    { at: 'spec.rules[].http.paths[].backend.service', kind: SERVICE },
    { at: 'spec.tls[]', key: 'secretName', kind: 'Secret' },
    { at: 'spec', key: 'ingressClassName', kind: 'networking.k8s.io/IngressClass' },
  ],
  'postgresql.cnpg.io/Database': DATABASE,
  'postgresql.cnpg.io/DatabaseRole': DATABASE,
  'postgresql.cnpg.io/ScheduledBackup': DATABASE,
  'projectcontour.io/HTTPProxy': [
    { at: 'spec.routes[].services[]', kind: SERVICE },
    { at: 'spec.tcpproxy.services[]', kind: SERVICE },
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
