import { refuses } from './valid';

const LABEL = 'is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens)';

refuses([
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
    'an authority of the API server that is a private key, which it does not repeat',
    'namespace: vault',
    'namespace: vault\n    apiServer: { address: "https://203.0.113.10:6443", caCertificate: "-----BEGIN PRIVATE KEY-----" }',
    'dwcp:vault.apiServer.caCertificate: holds a private key; facts are not secrets, so write the certificate alone',
  ],
  [
    'an authority of the API server that is no certificate',
    'namespace: vault',
    'namespace: vault\n    apiServer: { address: "https://203.0.113.10:6443", caCertificate: ca.crt }',
    'dwcp:vault.apiServer.caCertificate: is not a certificate in PEM; give certificate-authority-data of the kubeconfig, decoded by base64 -d',
  ],
  [
    'an API server for Vault without its authority',
    'namespace: vault',
    'namespace: vault\n    apiServer: { address: "https://203.0.113.10:6443" }',
    'dwcp:vault.apiServer.caCertificate: is missing; give certificate-authority-data of the kubeconfig, decoded by base64 -d',
  ],
  [
    'Vault without a scheme',
    'https://vault.vault.svc:8200',
    'vault.vault.svc',
    "dwcp:vault.address: 'vault.vault.svc' is not an https address; give the address that pods reach it at, e.g. https://vault.vault.svc:8200",
  ],
  ...(
    [
      ['with a space behind it', '"https://vault.vault.svc:8200 "', 'https://vault.vault.svc:8200 '],
      ['with a line break behind it', '"https://vault.vault.svc:8200\\n"', 'https://vault.vault.svc:8200\\n'],
      ['with a tab in it', '"https://vault.va\\tult.svc:8200"', 'https://vault.va\\tult.svc:8200'],
      ['without slashes', 'https:vault.vault.svc:8200', 'https:vault.vault.svc:8200'],
      ['in capitals, with slashes the other way', 'HTTPS:\\\\vault.vault.svc:8200', 'HTTPS:\\\\vault.vault.svc:8200'],
    ] as const
  ).map(([how, written, shown]): [string, string, string, string] => [
    `Vault ${how}`,
    'https://vault.vault.svc:8200',
    written,
    `dwcp:vault.address: '${shown}' is not in canonical form; write https://vault.vault.svc:8200`,
  ]),
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
  ...(
    [
      ['that goes on with a parameter', '/vault/x&sslmode=disable', '/vault/x&sslmode=disable', '&'],
      ['with a space in it', '"/vault/a b"', '/vault/a b', ' '],
      ['with a line break behind it', '"/vault/a\\n"', '/vault/a\\n', '\\n'],
    ] as const
  ).map(([how, written, shown, stranger]): [string, string, string, string] => [
    `a folder ${how}`,
    '/vault/userconfig/databases',
    written,
    `dwcp:vault.databaseCertificates: '${shown}' has '${stranger}' in it, which a database's connection string would read as its own; use letters, digits, dots, hyphens and underscores`,
  ]),
]);
