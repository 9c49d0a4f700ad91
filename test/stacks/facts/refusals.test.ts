import { changed, DIGEST, problemsOf, read, VALID } from './valid';

const API_CIDRS = 'dwcp:cluster.apiServer.cidrs';
const PIN = 'pin it as registry/name:tag@sha256:…, with the digest that docker buildx imagetools inspect shows';
const LABEL = 'is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens)';

test.each<[what: string, from: string, to: string, ...problems: string[]]>([
  // Networks of the cluster.
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
    'the same network twice',
    '[10.244.0.0/16]',
    '[10.244.0.0/16, 10.244.0.0/16]',
    'dwcp:cluster.podCidrs[1]: 10.244.0.0/16 is listed twice; remove one',
  ],
  // The rest of the cluster.
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
  // Vault.
  [
    'Vault in clear',
    'https://vault',
    'http://vault',
    "dwcp:vault.address: 'http://vault.vault.svc:8200' is not https, so credentials would cross the network in clear; serve it over TLS and write https",
  ],
  [
    'Vault with a path',
    'svc:8200',
    'svc:8200/v1',
    "dwcp:vault.address: 'https://vault.vault.svc:8200/v1' has more than scheme, host and port; write https://vault.vault.svc:8200",
  ],
  [
    'Vault with a slash behind it',
    'svc:8200',
    'svc:8200/',
    "dwcp:vault.address: 'https://vault.vault.svc:8200/' has more than scheme, host and port; write https://vault.vault.svc:8200",
  ],
  [
    'Vault with a query',
    'svc:8200',
    'svc:8200?namespace=dwcp',
    "dwcp:vault.address: 'https://vault.vault.svc:8200?namespace=dwcp' has more than scheme, host and port; write https://vault.vault.svc:8200",
  ],
  [
    'Vault with a fragment',
    'svc:8200',
    'svc:8200#ui',
    "dwcp:vault.address: 'https://vault.vault.svc:8200#ui' has more than scheme, host and port; write https://vault.vault.svc:8200",
  ],
  [
    'Vault with credentials, which it does not repeat',
    'https://vault',
    'https://root:hunter2@vault',
    'dwcp:vault.address: has credentials in it; facts are not secrets, so write the address alone',
  ],
  [
    'Vault without a scheme',
    'https://vault.vault.svc:8200',
    'vault.vault.svc',
    "dwcp:vault.address: 'vault.vault.svc' is not an https address; give the address that Pulumi and pods both reach, e.g. https://vault.vault.svc:8200",
  ],
  [
    'a namespace of two labels',
    'namespace: vault',
    'namespace: vault.svc',
    `dwcp:vault.namespace: 'vault.svc' ${LABEL}; name the Kubernetes namespace that Vault runs in, e.g. vault`,
  ],
  [
    'a namespace longer than Kubernetes allows',
    'namespace: vault',
    `namespace: ${'v'.repeat(64)}`,
    `dwcp:vault.namespace: '${'v'.repeat(64)}' ${LABEL}; name the Kubernetes namespace that Vault runs in, e.g. vault`,
  ],
  [
    'a folder with a slash behind it',
    '/vault/userconfig/databases',
    '/vault/userconfig/databases/',
    "dwcp:vault.databaseCertificates: '/vault/userconfig/databases/' is not the shortest way to write it; write /vault/userconfig/databases",
  ],
  [
    'a folder that climbs',
    '/vault/userconfig/databases',
    '/vault/../etc',
    "dwcp:vault.databaseCertificates: '/vault/../etc' is not the shortest way to write it; write /etc",
  ],
  [
    'a relative folder',
    '/vault/userconfig/databases',
    'userconfig/databases',
    "dwcp:vault.databaseCertificates: 'userconfig/databases' is not an absolute path to a folder; give the folder on the Vault server that holds database certificates, e.g. /vault/userconfig/databases",
  ],
  // Domain, issuer, gateway.
  [
    'a domain with a scheme and a path',
    'dwcp.example.com',
    'https://dwcp.example.com/api',
    "dwcp:domain: 'https://dwcp.example.com/api' has more than a name; write dwcp.example.com",
  ],
  [
    'a wildcard domain',
    'dwcp.example.com',
    '"*.example.com"',
    "dwcp:domain: '*.example.com' is a wildcard; write example.com",
  ],
  [
    'a domain in capitals',
    'dwcp.example.com',
    'DWCP.example.com',
    "dwcp:domain: 'DWCP.example.com' has capital letters; write dwcp.example.com",
  ],
  [
    'a domain that ends in a dot',
    'dwcp.example.com',
    'dwcp.example.com.',
    "dwcp:domain: 'dwcp.example.com.' ends in a dot; write dwcp.example.com",
  ],
  [
    'a domain of one label',
    'dwcp.example.com',
    'localhost',
    "dwcp:domain: 'localhost' has no dot; give the public domain of this environment, e.g. dwcp.example.com",
  ],
  [
    'an address for a domain',
    'dwcp.example.com',
    '203.0.113.10',
    "dwcp:domain: '203.0.113.10' is not a DNS name; give the public domain of this environment, e.g. dwcp.example.com",
  ],
  [
    'a domain longer than DNS carries',
    'dwcp.example.com',
    `${'a.'.repeat(126)}com`,
    `dwcp:domain: '${'a.'.repeat(126)}com' is not a DNS name; give the public domain of this environment, e.g. dwcp.example.com`,
  ],
  [
    'a domain without a value',
    'dwcp:domain: dwcp.example.com',
    'dwcp:domain:',
    'dwcp:domain: has no value; give the public domain of this environment, e.g. dwcp.example.com',
  ],
  [
    'an issuer that is not a name',
    'letsencrypt',
    "Let's Encrypt",
    "dwcp:certificateIssuer: 'Let's Encrypt' is not a DNS name; name the ClusterIssuer that signs for the domain: kubectl get clusterissuers",
  ],
  [
    'a gateway that nobody may reach',
    '[0.0.0.0/0]',
    '[]',
    'dwcp:gateway.clientCidrs: is an empty list; name who may reach the gateway; a public site says 0.0.0.0/0',
  ],
  // Images.
  [
    'an image by tag alone',
    `dwcp/api@${DIGEST}`,
    'dwcp/api:1.4.2',
    `dwcp:images.api: 'registry.example.com/dwcp/api:1.4.2' has no digest, so what it names can change under a running release; ${PIN}`,
  ],
  [
    'an image with a short digest',
    `dwcp/api@${DIGEST}`,
    'dwcp/api@sha256:5f70bf18',
    `dwcp:images.api: digest 'sha256:5f70bf18' is not sha256: and 64 lower-case hexadecimal digits; ${PIN}`,
  ],
  [
    'an image with a long digest',
    `dwcp/api@${DIGEST}`,
    `dwcp/api@${DIGEST}0`,
    `dwcp:images.api: digest '${DIGEST}0' is not sha256: and 64 lower-case hexadecimal digits; ${PIN}`,
  ],
  [
    'an image with two digests',
    `dwcp/api@${DIGEST}`,
    `dwcp/api@${DIGEST}@${DIGEST}`,
    `dwcp:images.api: digest '${DIGEST}@${DIGEST}' is not sha256: and 64 lower-case hexadecimal digits; ${PIN}`,
  ],
  [
    'an image without a registry',
    'docker.io/valkey/valkey',
    'valkey/valkey',
    `dwcp:images.redis: 'valkey/valkey:9.1@${DIGEST}' names no registry, so each node's settings choose one; write it first, e.g. docker.io/library/redis@sha256:…`,
  ],
  [
    'an image name in capitals',
    'registry.example.com/dwcp/worker',
    'registry.example.com/DWCP/worker',
    `dwcp:images.worker: 'registry.example.com/DWCP/worker@${DIGEST}' is not an image; ${PIN}`,
  ],
  [
    'an image that is missing',
    `    report: registry.example.com/dwcp/report@${DIGEST}\n`,
    '',
    `dwcp:images.report: is missing; ${PIN}`,
  ],
  // Keys and kinds.
  [
    'a mistyped fact, once',
    'dwcp:cluster:',
    'dwcp:clutser:',
    'dwcp:clutser: is not a fact; did you mean dwcp:cluster?',
  ],
  ['a short fact, mistyped', 'dns:', 'dn:', 'dwcp:cluster.dn: is not a fact; did you mean dwcp:cluster.dns?'],
  [
    'a mistyped fact inside another, once',
    'apiServer:',
    'apiserver:',
    'dwcp:cluster.apiserver: is not a fact; did you mean dwcp:cluster.apiServer?',
  ],
  [
    'a fact that nobody reads',
    'dwcp:domain:',
    'dwcp:colour: blue\n  dwcp:domain:',
    'dwcp:colour: is not a fact; the facts here are domain, cluster, vault, gateway, certificateIssuer, images',
  ],
  [
    'a fact without a namespace',
    'dwcp:domain:',
    'domain: dwcp.example.com\n  dwcp:domain:',
    'config.domain: has no namespace; write dwcp:domain',
  ],
  [
    'a map for a text',
    'dwcp:domain: dwcp.example.com',
    'dwcp:domain: { name: dwcp.example.com }',
    'dwcp:domain: a map is not text; give the public domain of this environment, e.g. dwcp.example.com',
  ],
  [
    'a text for a map',
    'dns:\n      serviceIp: 10.96.0.10\n      nodeLocalIp: 169.254.20.10',
    'dns: 10.96.0.10',
    "dwcp:cluster.dns: '10.96.0.10' is not a map; give it serviceIp, nodeLocalIp",
  ],
  [
    'an encrypted fact',
    'trustDomain: cluster.local',
    'trustDomain: { secure: v1:abc }',
    'dwcp:cluster.trustDomain: is encrypted; facts are not secrets, so write the value in plain',
  ],
  [
    'an encrypted group of facts, once',
    'dwcp:gateway:\n    clientCidrs: [0.0.0.0/0]',
    'dwcp:gateway: { secure: v1:abc }',
    'dwcp:gateway: is encrypted; facts are not secrets, so write the value in plain',
  ],
  // The file around them.
  [
    'facts outside config',
    'config:',
    'dwcp:colour: blue\nconfig:',
    'dwcp:colour: is not a setting of a Pulumi stack; indent it under config:',
  ],
  [
    'a mistyped setting of Pulumi',
    'config:',
    'secretprovider: passphrase\nconfig:',
    'secretprovider: is not a setting of a Pulumi stack; did you mean secretsprovider?',
  ],
  [
    'a file without config',
    VALID,
    'encryptionsalt: v1:x\n',
    'config: is not a map; give it dwcp:domain, dwcp:cluster and the other facts',
  ],
  ['an empty file', VALID, '', 'is not a map; give it a config: key with the facts under it'],
  [
    'a key given twice',
    'dwcp:domain: dwcp.example.com',
    'dwcp:domain: dwcp.example.com\n  dwcp:domain: evil.example.com',
    'line 4, column 3: Map keys must be unique; make it valid YAML',
  ],
  [
    'what is not YAML, with its place',
    '[203.0.113.10/32]',
    '[203.0.113.10/32',
    'line 8, column 7: Flow sequence in block collection must be sufficiently indented and end with a ]; make it valid YAML',
  ],
  [
    'an alias of nothing',
    'dwcp.example.com',
    '*domain',
    'Unresolved alias (the anchor must be set before the alias): domain; write the values out',
  ],
])('refuses %s', (_, from, to, ...problems) => {
  expect(problemsOf(() => read(changed(from, to)))).toEqual(
    problems.map((problem) => `Pulumi.production.yaml: ${problem}`),
  );
});
