import { type Refusal, refuses } from './valid';

const CLUSTER = 'c2a7e4f9-83b1-4f0d-b6c5-94e1d8a03b67';
const FIND = 'give what kubectl get namespace kube-system -o jsonpath={.metadata.uid} prints';
const API_CIDRS = 'dwcp:cluster.apiServer.cidrs';

refuses([
  [
    'an API server open to everyone',
    '[203.0.113.10/32]',
    '[0.0.0.0/0]',
    `${API_CIDRS}[0]: 0.0.0.0/0 opens the API server to everyone; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'an API server open to everyone over IPv6',
    '[203.0.113.10/32]',
    '[203.0.113.10/32, "::/0"]',
    `${API_CIDRS}[1]: ::/0 opens the API server to everyone; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'everyone in two halves',
    '[203.0.113.10/32]',
    '[0.0.0.0/1, 128.0.0.0/1]',
    `${API_CIDRS}[0]: 0.0.0.0/1 is wider than a /8; name the addresses, e.g. 203.0.113.10/32`,
    `${API_CIDRS}[1]: 128.0.0.0/1 is wider than a /8; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'no API server',
    '[203.0.113.10/32]',
    '[]',
    `${API_CIDRS}: is an empty list; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'an API server that is not in a list',
    '[203.0.113.10/32]',
    '203.0.113.10/32',
    `${API_CIDRS}: '203.0.113.10/32' is not a list; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'a CIDR without a mask',
    '203.0.113.10/32',
    '203.0.113.10',
    `${API_CIDRS}[0]: '203.0.113.10' has no mask; write 203.0.113.10/32 for that one address`,
  ],
  [
    'an IPv6 CIDR without a mask',
    '203.0.113.10/32',
    '"2001:db8::1"',
    `${API_CIDRS}[0]: '2001:db8::1' has no mask; write 2001:db8::1/128 for that one address`,
  ],
  [
    'a host name for a CIDR',
    '203.0.113.10/32',
    'api.example.com',
    `${API_CIDRS}[0]: 'api.example.com' is not a CIDR; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'a mask that IPv4 does not have',
    '10.244.0.0/16',
    '10.244.0.0/33',
    "dwcp:cluster.podCidrs[0]: '10.244.0.0/33' is not a CIDR; name the networks that pods get addresses from, e.g. 10.244.0.0/16",
  ],
  [
    'host bits, with the network that was meant',
    '10.10.0.0/16',
    '10.10.0.1/16',
    "dwcp:cluster.nodeCidrs[0]: '10.10.0.1/16' has host bits set; write 10.10.0.0/16",
  ],
  [
    'IPv6 in a long form',
    '10.244.0.0/16',
    'FD00:10:244:0::/56',
    "dwcp:cluster.podCidrs[0]: 'FD00:10:244:0::/56' is not in canonical form; write fd00:10:244::/56",
  ],
  [
    'IPv4 in IPv6 clothes',
    '10.244.0.0/16',
    '"::ffff:af4:0/112"',
    "dwcp:cluster.podCidrs[0]: '::ffff:af4:0/112' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4",
  ],
  ...(
    [
      ['::/8', '::ffff:0:0/96'],
      ['::/80', '::ffff:0:0/96'],
      ['64:ff9b::/32', '64:ff9b::/96'],
    ] as const
  ).map(
    ([wide, part]): Refusal => [
      `${wide}, around IPv4 in IPv6 clothes`,
      '203.0.113.10/32',
      `"${wide}"`,
      `${API_CIDRS}[0]: '${wide}' has ${part} in it, IPv4 written as IPv6, which firewalls read in two ways; name what is meant without it`,
    ],
  ),
  [
    'IPv4 behind NAT64',
    '203.0.113.10/32',
    '"64:ff9b::/96"',
    `${API_CIDRS}[0]: '64:ff9b::/96' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4`,
  ],
  [
    'an API server in a part of the world',
    '203.0.113.10/32',
    '"2a00::/8"',
    `${API_CIDRS}[0]: 2a00::/8 is wider than a /32; name the addresses, e.g. 203.0.113.10/32`,
  ],
  [
    'every address as a pod',
    '10.244.0.0/16',
    '0.0.0.0/0',
    'dwcp:cluster.podCidrs[0]: 0.0.0.0/0 makes every address a pod; name the networks that pods get addresses from, e.g. 10.244.0.0/16',
  ],
  [
    'every address as a node',
    '10.10.0.0/16',
    '0.0.0.0/0',
    'dwcp:cluster.nodeCidrs[0]: 0.0.0.0/0 makes every address a kubelet; name the networks that nodes have addresses in, e.g. 10.10.0.0/16',
  ],
  [
    'nodes among the pods',
    '[10.10.0.0/16]',
    '[10.10.0.0/16, 10.244.128.0/17]',
    'dwcp:cluster.nodeCidrs[1]: 10.244.128.0/17 overlaps podCidrs[0] 10.244.0.0/16, so a pod would pass for a kubelet; give pods and nodes networks of their own',
  ],
  [
    'an API server among the pods',
    '[203.0.113.10/32]',
    '[203.0.113.10/32, 10.244.3.0/24]',
    `${API_CIDRS}[1]: 10.244.3.0/24 overlaps podCidrs[0] 10.244.0.0/16, so who may call the API server may call pods; give pods and the API server networks of their own`,
  ],
  [
    'the same network twice',
    '[10.244.0.0/16]',
    '[10.244.0.0/16, 10.244.0.0/16]',
    'dwcp:cluster.podCidrs[1]: 10.244.0.0/16 is listed twice; remove one',
  ],
  [
    'a port of 0',
    'port: 6443',
    'port: 0',
    'dwcp:cluster.apiServer.port: 0 is not a port from 1 to 65535; give the port that kubectl get endpoints kubernetes shows, e.g. 6443',
  ],
  [
    'a port above 65535',
    'port: 6443',
    'port: 65536',
    'dwcp:cluster.apiServer.port: 65536 is not a port from 1 to 65535; give the port that kubectl get endpoints kubernetes shows, e.g. 6443',
  ],
  [
    'half a port',
    'port: 6443',
    'port: 6443.5',
    'dwcp:cluster.apiServer.port: 6443.5 is not a port from 1 to 65535; give the port that kubectl get endpoints kubernetes shows, e.g. 6443',
  ],
  [
    'a port in quotes',
    'port: 6443',
    'port: "6443"',
    "dwcp:cluster.apiServer.port: '6443' is not a number; give the port that kubectl get endpoints kubernetes shows, e.g. 6443",
  ],
  [
    'a DNS service given as a CIDR',
    '10.96.0.10',
    '10.96.0.10/32',
    "dwcp:cluster.dns.serviceIp: '10.96.0.10/32' is a CIDR; write the address alone, 10.96.0.10",
  ],
  [
    'a DNS service given by name',
    '10.96.0.10',
    'kube-dns',
    "dwcp:cluster.dns.serviceIp: 'kube-dns' is not an IP address; give the cluster IP that kubectl -n kube-system get service kube-dns shows",
  ],
  [
    'a node-local DNS cache that is not on the node',
    '169.254.20.10',
    '10.96.0.11',
    "dwcp:cluster.dns.nodeLocalIp: 10.96.0.11 is not node-local (169.254.0.0/16 or fd00::/8); give the node-local DNS cache's address, 169.254.20.10 in its manifests",
  ],
  [
    'an address with a zone',
    '169.254.20.10',
    'fe80::1%eth0',
    "dwcp:cluster.dns.nodeLocalIp: 'fe80::1%eth0' is not an IP address; give the node-local DNS cache's address, 169.254.20.10 in its manifests",
  ],
  [
    'a trust domain given as an identity',
    'cluster.local',
    'spiffe://cluster.local',
    "dwcp:cluster.trustDomain: 'spiffe://cluster.local' is not a DNS name; give trustDomain of Istio's meshConfig, e.g. cluster.local",
  ],
  [
    'a cluster that is called by its name',
    CLUSTER,
    'production',
    `dwcp:cluster.id: 'production' is not a UID (8-4-4-4-12 hexadecimal digits); ${FIND}`,
  ],
  ['a cluster without an identity', `id: ${CLUSTER}`, '# none', `dwcp:cluster.id: is missing; ${FIND}`],
  [
    'the identity of a cluster in capitals',
    CLUSTER,
    CLUSTER.toUpperCase(),
    `dwcp:cluster.id: '${CLUSTER.toUpperCase()}' is not written as the API server does; write ${CLUSTER}`,
  ],
  [
    'a context of spaces',
    'context: production',
    'context: "  "',
    'dwcp:cluster.context: is empty; name the kubeconfig context to deploy to, as kubectl config get-contexts lists it',
  ],
  [
    'a context with a space behind it',
    'context: production',
    'context: "production "',
    "dwcp:cluster.context: 'production ' has spaces around it; write 'production'",
  ],
]);
