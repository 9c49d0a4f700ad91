import {
  cacheKey,
  daemonSet,
  EVERYTHING,
  endpoints,
  FITTING,
  injector,
  istiodOn,
  MESH,
  meshConfig,
  named,
  type Part,
  pod,
  prometheus,
  type Thing,
  VAULT_OPERATOR,
} from './fitting';

/** What is in the place of a part of a cluster that fits, or nothing, and what is then said. */
export const PLANTED: readonly (readonly [
  what: string,
  part: Part,
  other: Thing | undefined,
  says: readonly string[],
])[] = [
  [
    'an API server at another address and port',
    'endpoints',
    endpoints('198.51.100.99', 8443),
    [
      'deviates api-server: the API server is at 198.51.100.99, which no network of apiServer.cidrs holds (198.51.100.10/32, 198.51.100.11/32, 198.51.100.12/32); add 198.51.100.99/32 to apiServer.cidrs: pods that need it are cut off there',
      'deviates api-server: the API server listens on 8443, and apiServer.port is 6443; write 8443 to apiServer.port',
    ],
  ],
  [
    'DNS at another address',
    'dnsService',
    { ...FITTING.dnsService, spec: { ...FITTING.dnsService.spec, clusterIP: '10.96.0.53' } } as Thing,
    [
      'deviates dns: no Service of kube-system has the address 10.96.0.10, which dns.serviceIp is; write the address of kube-system/kube-dns at 10.96.0.53 to dns.serviceIp',
    ],
  ],
  [
    'DNS that nobody answers',
    'dnsPod',
    undefined,
    [
      'unknown dns: no pod answers for the Service kube-system/kube-dns (k8s-app=kube-dns); look at the pods of the cluster’s DNS, and compare dns.labels with theirs',
    ],
  ],
  [
    'a cache on the nodes at another address',
    'dnsCache',
    daemonSet('node-local-dns', ['-localip', '169.254.25.10,10.96.0.10']),
    [
      'deviates dns: the cache on each node answers at 169.254.25.10, and dns.nodeLocalIp is 169.254.20.10; write 169.254.25.10 to dns.nodeLocalIp: pods that ask it are cut off',
    ],
  ],
  [
    'Cilium',
    'plugin',
    daemonSet('cilium'),
    [
      'deviates network-plugin: Cilium enforces NetworkPolicies (DaemonSet kube-system/cilium), and networkPlugin is left out; say networkPlugin: { name: cilium }, which refuses what Cilium would cut off',
    ],
  ],
  [
    'a network that enforces nothing',
    'plugin',
    daemonSet('kube-flannel-ds'),
    [
      'deviates network-plugin: the nodes run kube-system/kube-flannel-ds, which enforces no NetworkPolicy; add what does: everybody reaches everything in this cluster',
    ],
  ],
  [
    'an operator in another namespace',
    'cloudNativePg',
    pod('elsewhere', 'cnpg', named('cloudnative-pg'), { image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.1' }),
    [
      'deviates operators: no pod in cnpg-system has app.kubernetes.io/name=cloudnative-pg, by which policies know CloudNativePG; pods of elsewhere have; say in operators.cloudNativePg that it is in elsewhere',
    ],
  ],
  [
    'Vault that is not where it was',
    'vault',
    undefined,
    [
      'unknown versions: nobody sees which version of Vault runs: no pod of it is to be seen; use the versions of docs/deploy.md, which belong together',
      'deviates operators: no pod in vault has app.kubernetes.io/name=vault,component=server, by which policies know Vault; say in vault.namespace where it is; of one outside the cluster, say vault.apiServer',
    ],
  ],
  [
    'another trust domain',
    'mesh',
    meshConfig(MESH.replace('trustDomain: staging.dwcp.internal\n', '')),
    [
      'deviates mesh: the trust domain of the mesh is cluster.local (ConfigMap istio-system/istio), and trustDomain is staging.dwcp.internal; write cluster.local to trustDomain: every caller is refused otherwise',
    ],
  ],
  [
    'a mesh that speaks TLS 1.2',
    'mesh',
    meshConfig(MESH.replace(/tlsDefaults.+\n/, '')),
    [
      "deviates mesh: tlsDefaults.minProtocolVersion of the mesh is left out (ConfigMap istio-system/istio), so that TLS 1.2 may be spoken; set meshConfig.tlsDefaults.minProtocolVersion: TLSV1_3 in Istio's values",
    ],
  ],
  [
    'a mesh whose sidecars take TLS 1.2 from each other',
    'mesh',
    meshConfig(MESH.replace(/meshMTLS.+\n/, 'meshMTLS: { minProtocolVersion: TLSV1_2 }\n')),
    [
      "deviates mesh: meshMTLS.minProtocolVersion of the mesh is TLSV1_2 (ConfigMap istio-system/istio), so that sidecars take TLS 1.2 from each other; set meshConfig.meshMTLS.minProtocolVersion: TLSV1_3 in Istio's values",
    ],
  ],
  [
    'a mesh whose policies for all are elsewhere',
    'mesh',
    meshConfig(`${MESH}rootNamespace: istio-config\n`),
    [
      "deviates mesh: the root namespace of the mesh is istio-config (ConfigMap istio-system/istio), and operators.istio is istio-system; set rootNamespace: istio-system in Istio's meshConfig, or policies of the whole mesh are where nobody judges them",
    ],
  ],
  [
    'a mesh of which nobody sees the settings',
    'mesh',
    undefined,
    [
      'deviates mesh: istio-system has no ConfigMap istio, in which istiod keeps the settings of the mesh; say in operators.istio where istiod is',
    ],
  ],
  [
    'an istiod of which every pod is on one node',
    'otherIstiod',
    istiodOn('istiod-other', 'node-a'),
    [
      "deviates mesh: istiod runs on one node (istio-system/istiod, istio-system/istiod-other), which may be drained; set pilot.replicaCount: 2 in Istio's values, or its autoscaler from 2, and spread them over kubernetes.io/hostname",
    ],
  ],
  [
    'no CNI plugin of Istio',
    'meshPlugin',
    undefined,
    [
      "deviates mesh: there is no DaemonSet istio-cni-node, which leads packets through sidecars that may not do so themselves; install Istio's chart cni: pods with a sidecar do not start otherwise",
    ],
  ],
  [
    'an istiod that knows of no such plugin',
    'injector',
    injector('{"pilot":{"cni":{"enabled":false}}}'),
    [
      'deviates mesh: sidecars ask for NET_ADMIN (ConfigMap istio-system/istio-sidecar-injector), so that "restricted" refuses every pod with a sidecar; set pilot.cni.enabled: true in Istio\'s values',
    ],
  ],
  [
    'an istiod whose values are no JSON',
    'injector',
    injector('pilot: {}'),
    [
      'unknown mesh: ConfigMap istio-system/istio-sidecar-injector has no JSON in its key values; see that the cluster answers, and ask again',
    ],
  ],
  [
    'an istiod of which nobody sees how it sets up sidecars',
    'injector',
    undefined,
    [
      "unknown mesh: istio-system has no ConfigMap istio-sidecar-injector, so nobody sees how sidecars are set up; see that pilot.cni.enabled is true in Istio's values",
    ],
  ],
  [
    'no network plugin',
    'plugin',
    undefined,
    [
      'unknown network-plugin: no DaemonSet is of a network plugin that is known here, so nobody sees that policies are enforced; ask the provider of the cluster what enforces NetworkPolicies, and try it with two pods',
    ],
  ],
  [
    'no cache on the nodes',
    'dnsCache',
    undefined,
    [
      'deviates dns: dns.nodeLocalIp is 169.254.20.10, and there is no DaemonSet kube-system/node-local-dns; leave dns.nodeLocalIp out; where it is called otherwise, say in an issue how',
    ],
  ],
  [
    'a Prometheus that selects alerts by label',
    'prometheus',
    prometheus('monitoring', { ...EVERYTHING, ruleSelector: { matchLabels: { role: 'alerts' } } }),
    [
      'deviates monitoring: monitoring/k8s finds no PrometheusRule of ours: ruleSelector is {"matchLabels":{"role":"alerts"}}, and monitoring.monitorLabels is left out; write what it asks for to monitoring.monitorLabels',
    ],
  ],
  [
    'pods of Prometheus that bear another label',
    'prometheusPod',
    pod('monitoring', 'prometheus-k8s-0', { app: 'prometheus' }),
    [
      'deviates operators: no pod in monitoring has app.kubernetes.io/name=prometheus, by which policies know Prometheus; install it, or say in monitoring.namespace and monitoring.prometheus where it is: kubectl get pods -A --show-labels',
    ],
  ],
  [
    'an operator of databases that is newer',
    'cloudNativePg',
    pod('cnpg-system', 'cnpg', named('cloudnative-pg'), { image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.31.0' }),
    [
      'deviates versions: CloudNativePG is 1.31.0 (cnpg-system/cnpg), and the platform is made for 1.30; use the versions of docs/deploy.md, which belong together',
    ],
  ],
  [
    'a Prometheus that selects by label',
    'prometheus',
    prometheus('monitoring', { ...EVERYTHING, podMonitorSelector: { matchLabels: { release: 'kps' } } }),
    [
      'deviates monitoring: monitoring/k8s finds no PodMonitor of ours: podMonitorSelector is {"matchLabels":{"release":"kps"}}, and monitoring.monitorLabels is left out; write what it asks for to monitoring.monitorLabels',
    ],
  ],
  [
    'a Prometheus that looks in its own namespace',
    'prometheus',
    prometheus('monitoring', { ...EVERYTHING, ruleNamespaceSelector: undefined }),
    [
      'deviates monitoring: monitoring/k8s looks for no PrometheusRule in dwcp and edge: ruleNamespaceSelector is left out, which selects nothing; let ruleNamespaceSelector of the Prometheus select them; {} is all',
    ],
  ],
  [
    'a Prometheus elsewhere',
    'prometheus',
    prometheus('elsewhere', EVERYTHING),
    [
      'deviates monitoring: no Prometheus is in monitoring, and there is elsewhere/k8s; say monitoring.namespace: elsewhere: nothing may be scraped from there otherwise',
    ],
  ],
  [
    'an operator of another version',
    'istiod',
    pod(
      'istio-system',
      'istiod',
      { app: 'istiod' },
      { image: 'docker.io/istio/pilot:1.28.3-distroless', nodeName: 'node-a' },
    ),
    [
      'deviates versions: Istio is 1.28.3-distroless (istio-system/istiod), and the platform is made for 1.29; use the versions of docs/deploy.md, which belong together',
    ],
  ],
  [
    'an image without a version',
    'istiod',
    pod(
      'istio-system',
      'istiod',
      { app: 'istiod' },
      { image: `docker.io/istio/pilot@sha256:${'ab'.repeat(32)}`, nodeName: 'node-a' },
    ),
    [
      `unknown versions: nobody sees which version of Istio runs: istio-system/istiod is 'sha256:${'ab'.repeat(32)}'; see that it is 1.29`,
    ],
  ],
  [
    'an image that nobody knows',
    'certManager',
    pod('cert-manager', 'issuer', named('cert-manager')),
    [
      'unknown versions: nobody sees which version of cert-manager runs: cert-manager/issuer has no image that is known here; see that it is 1.21',
    ],
  ],
  [
    'no cert-manager',
    'certManager',
    undefined,
    [
      'unknown versions: nobody sees which version of cert-manager runs: no pod of it is to be seen; use the versions of docs/deploy.md, which belong together',
    ],
  ],
  [
    'Secrets that are not encrypted',
    'apiServer',
    pod('kube-system', 'kube-apiserver-a', { component: 'kube-apiserver' }),
    [
      'deviates encryption: kube-apiserver-a has no --encryption-provider-config, so that Secrets are in etcd as they are; encrypt them: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    ],
  ],
  [
    'an API server that nobody sees',
    'apiServer',
    undefined,
    [
      'unknown encryption: the API server is not to be seen, and has encrypted no Secret since it started; ask the provider of the cluster whether etcd is encrypted with a key of yours',
    ],
  ],
  [
    'an operator that forgets its logins',
    'vaultOperator',
    pod('vault-secrets-operator-system', 'vso', named('vault-secrets-operator'), { ...VAULT_OPERATOR, args: [] }),
    [
      "deviates secrets-cache: vault-secrets-operator-system/vso keeps its logins by 'none': its restart restarts every workload; set controller.manager.clientCache.persistenceModel: direct-encrypted in its Helm values",
    ],
  ],
  [
    'an operator that is to encrypt its logins, and is told of no key',
    'cacheKey',
    undefined,
    [
      'deviates secrets-cache: no VaultAuth in vault-secrets-operator-system is labelled cacheStorageEncryption=true, so that the Vault Secrets Operator keeps no login: its restart restarts every workload; make the one VaultAuth of docs/deploy.md, which names a key of Vault to encrypt them by',
    ],
  ],
  [
    'one that is told of a login, and of no key',
    'cacheKey',
    cacheKey('cache'),
    [
      'deviates secrets-cache: VaultAuth vault-secrets-operator-system/cache has no storageEncryption, so that the Vault Secrets Operator keeps no login: its restart restarts every workload; make the one VaultAuth of docs/deploy.md, which names a key of Vault to encrypt them by',
    ],
  ],
  [
    'an operator whose settings nobody sees',
    'vaultOperator',
    pod('vault-secrets-operator-system', 'vso', named('vault-secrets-operator'), {
      image: VAULT_OPERATOR.image,
      container: 'other',
    }),
    [
      'unknown secrets-cache: no pod of the Vault Secrets Operator with a container manager is to be seen, nor how it keeps its logins; set controller.manager.clientCache.persistenceModel: direct-encrypted in its Helm values',
    ],
  ],
];
