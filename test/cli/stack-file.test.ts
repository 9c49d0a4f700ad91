import { refuses, VALID } from '../stacks/facts/valid';

refuses([
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
    'dwcp:colour: is not a fact; the facts here are domain, cluster, vault, secretsManager, backups, traces, prices, gateway, identity, certificateIssuer, images',
  ],
  [
    'a fact without a namespace',
    'dwcp:domain:',
    'domain: dwcp.example.com\n  dwcp:domain:',
    'config.domain: has no namespace; write dwcp:domain',
  ],
  [
    'a token of a provider in plain text, which it does not repeat',
    'dwcp:domain:',
    'vault:token: hvs.CAESIJ\n  dwcp:domain:',
    'vault:token: the providers are built from the facts; remove it, and revoke it if it is a secret',
  ],
  [
    'a setting of a provider',
    'dwcp:domain:',
    'kubernetes:context: staging\n  dwcp:domain:',
    'kubernetes:context: the providers are built from the facts; remove it, and revoke it if it is a secret',
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
    "dwcp:cluster.dns: '10.96.0.10' is not a map; give it serviceIp",
  ],
  [
    'an encrypted fact',
    'trustDomain: cluster.local',
    'trustDomain: { secure: v1:abc }',
    'dwcp:cluster.trustDomain: is encrypted; facts are not secrets, so write the value in plain',
  ],
  [
    'an alias that leads back to itself',
    'trustDomain: cluster.local',
    'trustDomain: &again { trustDomain: *again }',
    "dwcp:cluster.trustDomain: a map is not text; give trustDomain of Istio's meshConfig, e.g. cluster.local",
  ],
  [
    'an encrypted group of facts, once',
    'dwcp:gateway:\n    clientCidrs: [0.0.0.0/0]',
    'dwcp:gateway: { secure: v1:abc }',
    'dwcp:gateway: is encrypted; facts are not secrets, so write the value in plain',
  ],
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
    'line 9, column 7: Flow sequence in block collection must be sufficiently indented and end with a ]; make it valid YAML',
  ],
  [
    'an alias of nothing',
    'dwcp.example.com',
    '*domain',
    'Unresolved alias (the anchor must be set before the alias): domain; write the values out',
  ],
]);
