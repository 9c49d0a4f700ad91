import type { Facts } from '../../facts/facts';
import type { Labels } from '../../fields/labels';
import { hostCidr } from '../cidr';
import { type Caller, type Peer, podsIn } from '../peer';
import { Port } from '../port';

/** CoreDNS has the labels of what it replaced. */
const DNS_LABELS: readonly Labels[] = [{ 'k8s-app': 'kube-dns' }];

/** The cluster's DNS: its pods, its Service address, and the node-local cache, if any, which answers on both addresses. */
export function dns({ cluster }: Facts): Peer {
  const { serviceIp, nodeLocalIp, namespace = 'kube-system', labels = DNS_LABELS } = cluster.dns;
  const addresses = nodeLocalIp === undefined ? [serviceIp] : [serviceIp, nodeLocalIp];
  return {
    name: 'cluster-dns',
    role: 'infrastructure',
    // TCP as well: answers over 512 bytes fall back to it (RFC 7766).
    ports: [Port.udp(53, 'dns'), Port.tcp(53, 'dns-tcp')],
    selectors: [
      ...labels.map((each) => podsIn(namespace, each)),
      ...addresses.map((ip) => ({ ipBlock: { cidr: hostCidr(ip) } })),
    ],
  };
}

/**
 * The Kubernetes API server, at the addresses that the cluster facts name.
 *
 * It listens, and it calls: admission, conversion and cert-manager webhooks, and aggregated APIs. It has no certificate
 * of the mesh, so what it calls has to stand outside the mesh and serve TLS of its own.
 */
export function kubeApi({ cluster }: Facts): Peer {
  return {
    name: 'kube-apiserver',
    role: 'infrastructure',
    ports: [Port.tcp(cluster.apiServer.port, 'https')],
    selectors: cluster.apiServer.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
  };
}

/**
 * Kubelets, which probe pods from their node's address.
 *
 * In a mesh with sidecars, that is. In an ambient mesh probes come from 169.254.7.127 and
 * fd16:9254:7127:1337:ffff:ffff:ffff:ffff, which are not opened, because no namespace of ours is ambient.
 */
export function kubelet({ cluster }: Facts): Caller {
  return {
    name: 'kubelet',
    role: 'infrastructure',
    selectors: cluster.nodeCidrs.map((cidr) => ({ ipBlock: { cidr } })),
  };
}
