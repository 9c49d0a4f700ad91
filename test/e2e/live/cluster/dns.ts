import type { Manifest } from '../../../../constructs/plan/resource';
import { CLUSTER_DOMAIN, DNS_SERVICE_ADDRESS } from './addresses';

const NAME = { name: 'coredns', namespace: 'kube-system' };
/** By these, policies know who resolves names. */
const LABELS = { 'k8s-app': 'kube-dns' };

/**
 * CoreDNS as kubeadm sets it up: two pods, a Service at the address that kubelets tell pods, and what it may read; and the
 * addresses of names outside the cluster.
 */
export function dnsObjects(image: string, outside: Readonly<Record<string, string>>): readonly Manifest[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: NAME },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'system:coredns' },
      rules: [
        { apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch'] },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'system:coredns' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' },
      subjects: [{ kind: 'ServiceAccount', ...NAME }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: NAME, data: { Corefile: corefile(outside) } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system', labels: LABELS },
      spec: {
        clusterIP: DNS_SERVICE_ADDRESS,
        selector: LABELS,
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        ],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...NAME, labels: LABELS },
      spec: {
        replicas: 2,
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: podSpec(image) },
      },
    },
  ];
}

function podSpec(image: string): object {
  return {
    serviceAccountName: NAME.name,
    priorityClassName: 'system-cluster-critical',
    // It resolves names for others, and asks nobody itself.
    dnsPolicy: 'Default',
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: LABELS },
      },
    ],
    containers: [
      {
        name: 'coredns',
        image,
        args: ['-conf', '/etc/coredns/Corefile'],
        resources: { requests: { cpu: '50m', memory: '70Mi' }, limits: { memory: '170Mi' } },
        ports: [
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
        ],
        readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 1 },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
          readOnlyRootFilesystem: true,
          runAsUser: 0,
        },
        volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
      },
    ],
    volumes: [{ name: 'config', configMap: { name: NAME.name } }],
  };
}

function corefile(outside: Readonly<Record<string, string>>): string {
  const hosts = Object.entries(outside).map(([name, address]) => `    ${address} ${name}\n`);
  return `.:53 {
  errors
  hosts {
${hosts.join('')}    fallthrough
  }
  health {
    lameduck 5s
  }
  ready
  kubernetes ${CLUSTER_DOMAIN} in-addr.arpa ip6.arpa {
    pods insecure
    fallthrough in-addr.arpa ip6.arpa
    ttl 30
  }
  cache 30
  loadbalance
}
`;
}
