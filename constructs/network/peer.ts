import type { Facts } from '../environment';
import type { NetworkPolicyPeer } from '../kubernetes';
import { NAMESPACE_LABEL } from '../labels';
import { OPERATOR_NAMESPACES } from '../operators/namespaces';
import { Port } from './port';

/** The other end of a connection, as a NetworkPolicy and as the mesh know it. */
export interface Peer {
  /** Unique, stable and for people: what a preview prints and what rendered rules are sorted by. */
  readonly name: string;
  /** A workload of ours, what every cluster needs to run it, or something outside. */
  readonly role: 'workload' | 'infrastructure' | 'external';
  /** Ports that it listens on; empty for a peer that only calls. */
  readonly ports: readonly Port[];
  readonly selectors: readonly NetworkPolicyPeer[];
  /**
   * Its service account, as the mesh proves it.
   *
   * @default - it has none: the mesh does not know it, so only a workload outside the mesh can accept it
   */
  readonly principal?: string;
}

/** Pods in one namespace: both selectors stand in one entry, so that both must hold. */
export function podsIn(namespace: string, labels: Readonly<Record<string, string>>): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
    podSelector: { matchLabels: labels },
  };
}

/** The cluster's DNS: its pods, its Service address, and the node-local cache, which answers on both addresses. */
export function dns({ cluster }: Facts): Peer {
  return {
    name: 'cluster-dns',
    role: 'infrastructure',
    // TCP as well: answers over 512 bytes fall back to it (RFC 7766).
    ports: [Port.udp(53, 'dns'), Port.tcp(53, 'dns-tcp')],
    selectors: [
      podsIn('kube-system', { 'k8s-app': 'kube-dns' }),
      ...[cluster.dns.serviceIp, cluster.dns.nodeLocalIp].map((ip) => ({ ipBlock: { cidr: hostCidr(ip) } })),
    ],
  };
}

/** The Kubernetes API server, at the addresses that the cluster facts name. */
export function kubeApi({ cluster }: Facts): Peer {
  return {
    name: 'kube-apiserver',
    role: 'infrastructure',
    ports: [Port.tcp(cluster.apiServer.port, 'https')],
    selectors: cluster.apiServer.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
  };
}

/** Kubelets, which probe pods from their node's address. */
export function kubelet({ cluster }: Facts): Peer {
  return {
    name: 'kubelet',
    role: 'infrastructure',
    ports: [],
    selectors: cluster.nodeCidrs.map((cidr) => ({ ipBlock: { cidr } })),
  };
}

/** Istio's control plane, which hands every sidecar its certificate and configuration. */
export const istiod: Peer = {
  name: 'istiod',
  role: 'infrastructure',
  ports: [Port.tcp(15012, 'xds')],
  selectors: [podsIn(OPERATOR_NAMESPACES.istio, { app: 'istiod' })],
};

/** Prometheus, which scrapes. */
export const prometheus: Peer = {
  name: 'prometheus',
  role: 'infrastructure',
  ports: [],
  selectors: [podsIn(OPERATOR_NAMESPACES.monitoring, { 'app.kubernetes.io/name': 'prometheus' })],
};

/** The CloudNativePG operator, which calls every instance for its status. */
export const cloudNativePg: Peer = {
  name: 'cloudnative-pg',
  role: 'infrastructure',
  ports: [],
  selectors: [podsIn(OPERATOR_NAMESPACES.cloudNativePg, { 'app.kubernetes.io/name': 'cloudnative-pg' })],
};

/** The Vault server, which makes and drops the database's roles. */
export function vaultServer({ vault }: Facts): Peer {
  return {
    name: 'vault',
    role: 'infrastructure',
    ports: [],
    selectors: [podsIn(vault.namespace, { 'app.kubernetes.io/name': 'vault', component: 'server' })],
  };
}

/** Addresses outside the cluster that may call in. */
export function clients(cidrs: readonly string[]): Peer {
  return {
    name: `clients (${cidrs.join(', ')})`,
    role: 'external',
    ports: [],
    selectors: cidrs.map((cidr) => ({ ipBlock: { cidr } })),
  };
}

function hostCidr(ip: string): string {
  return `${ip}/${ip.includes(':') ? 128 : 32}`;
}
