import type { Identity } from '../support/kubernetes-api';

type Labels = Readonly<Record<string, string>>;

/** One object of the cluster, with what its kind has besides. */
export interface Thing extends Identity {
  readonly [field: string]: unknown;
}

interface PodProps {
  readonly image?: string;
  readonly args?: readonly string[];
  readonly container?: string;
  /** Nobody looks whether there is such a node. @default - it is on none yet */
  readonly nodeName?: string;
}

/** A pod that nobody starts: what it would run is all that is looked at. */
export function pod(namespace: string, name: string, labels: Labels, props: PodProps = {}): Thing {
  const { image = 'registry.example.com/any:1', args = [], container = 'main', nodeName } = props;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels } as Identity['metadata'],
    spec: { ...(nodeName && { nodeName }), containers: [{ name: container, image, args }] },
  };
}

export function daemonSet(name: string, args: readonly string[] = []): Thing {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { namespace: 'kube-system', name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: 'registry.example.com/any:1', args }] } },
    },
  };
}

export function meshConfig(mesh: string): Thing {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'istio-system', name: 'istio' },
    data: { mesh },
  };
}

export function prometheus(namespace: string, spec: object): Thing {
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { namespace, name: 'k8s' }, spec };
}

export function alertmanager(spec: object, namespace = 'monitoring'): Thing {
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { namespace, name: 'main' }, spec };
}

/** Where the API server is, as pods are told. */
export function endpoints(address: string, port: number): Thing {
  const labels = { 'kubernetes.io/service-name': 'kubernetes' };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace: 'default', name: 'kubernetes', labels } as Identity['metadata'],
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: [{ name: 'https', port, protocol: 'TCP' }],
  };
}

/** By what charts label their pods. */
export const named = (name: string) => ({ 'app.kubernetes.io/name': name });

const REFUSED = '{ minProtocolVersion: TLSV1_3 }';

export const MESH = `trustDomain: staging.dwcp.internal\ntlsDefaults: ${REFUSED}\nmeshMTLS: ${REFUSED}\n`;

export function istiodOn(name: string, nodeName: string): Thing {
  return pod('istio-system', name, { app: 'istiod' }, { image: 'docker.io/istio/pilot:1.29.1', nodeName });
}

/** How istiod sets up sidecars. */
export function injector(values: string): Thing {
  const metadata = { namespace: 'istio-system', name: 'istio-sidecar-injector' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { config: '{}', values } };
}

export const EVERYTHING = {
  podMonitorSelector: {},
  podMonitorNamespaceSelector: {},
  ruleSelector: {},
  ruleNamespaceSelector: {},
};

export const VAULT_OPERATOR = {
  image: 'docker.io/hashicorp/vault-secrets-operator:1.5.0',
  args: ['--client-cache-persistence-model=direct-encrypted'],
  container: 'manager',
} as const;

/** By which the operator is told of the key of its cache. */
export function cacheKey(name: string, storageEncryption?: object): Thing {
  const labels = { cacheStorageEncryption: 'true' };
  return {
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    kind: 'VaultAuth',
    metadata: { namespace: 'vault-secrets-operator-system', name, labels } as Identity['metadata'],
    spec: {
      ...{ method: 'kubernetes', mount: 'secrets-operator-cache' },
      kubernetes: { role: 'secrets-operator-cache', serviceAccount: 'vso', audiences: ['vault'] },
      ...(storageEncryption && { storageEncryption }),
    },
  };
}

export const NAMESPACES = [
  'istio-system',
  'cnpg-system',
  'vault-secrets-operator-system',
  'monitoring',
  'vault',
  'cert-manager',
  'external-secrets',
  'elsewhere',
] as const;

/** A cluster in which everything is as the facts of staging say, by name: each can be taken out, and another put in its place. */
export const FITTING = {
  endpoints: endpoints('198.51.100.11', 6443),
  dnsService: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'kube-system', name: 'kube-dns' },
    spec: { clusterIP: '10.96.0.10', selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 53, protocol: 'UDP' }] },
  },
  dnsPod: pod('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }),
  dnsCache: daemonSet('node-local-dns', ['-localip', '169.254.20.10,10.96.0.10']),
  plugin: daemonSet('calico-node'),
  istiod: istiodOn('istiod', 'node-a'),
  otherIstiod: istiodOn('istiod-other', 'node-b'),
  mesh: meshConfig(MESH),
  meshPlugin: daemonSet('istio-cni-node'),
  injector: injector('{"pilot":{"cni":{"enabled":true,"provider":"default"}},"revision":""}'),
  cloudNativePg: pod('cnpg-system', 'cnpg', named('cloudnative-pg'), {
    image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.1',
  }),
  vaultOperator: pod('vault-secrets-operator-system', 'vso', named('vault-secrets-operator'), VAULT_OPERATOR),
  cacheKey: cacheKey('cache', { mount: 'secrets-operator-cache', keyName: 'logins' }),
  vault: pod('vault', 'vault-0', { ...named('vault'), component: 'server' }, { image: 'hashicorp/vault:1.21.0' }),
  certManager: pod('cert-manager', 'cert-manager', named('cert-manager'), {
    image: 'quay.io/jetstack/cert-manager-controller:v1.21.2',
  }),
  prometheusPod: pod('monitoring', 'prometheus-k8s-0', named('prometheus')),
  prometheus: prometheus('monitoring', EVERYTHING),
  apiServer: pod(
    'kube-system',
    'kube-apiserver-a',
    { component: 'kube-apiserver' },
    {
      args: ['--encryption-provider-config=/etc/kubernetes/encryption.yaml'],
    },
  ),
} as const satisfies Readonly<Record<string, Thing>>;

export type Part = keyof typeof FITTING;
