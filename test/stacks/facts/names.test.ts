import { refuses } from './valid';

refuses([
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
]);
