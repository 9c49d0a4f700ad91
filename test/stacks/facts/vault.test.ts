import { changed, read, refuses } from './valid';

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
  ...(
    [
      [
        'two servers',
        'servers: 2, seal: awskms',
        'servers: 2 is not an odd number of servers, from 3 to 7; write 3, or 5 to outlive the loss of two',
      ],
      [
        'nine servers',
        'servers: 9, seal: awskms',
        'servers: 9 is not an odd number of servers, from 3 to 7; write 3, or 5 to outlive the loss of two',
      ],
      [
        'people to unseal them',
        'servers: 3, seal: shamir',
        "seal: 'shamir' is not one of alicloudkms, awskms, azurekeyvault, gcpckms, ocikms, pkcs11, transit; sealed by Shamir’s shares, it waits for people after each start",
      ],
      ...[0, 169, 1.5].map(
        (hours) =>
          [
            `a snapshot within ${hours} hours`,
            `servers: 3, seal: awskms, snapshotHours: ${hours}`,
            `snapshotHours: ${hours} is not a whole number of hours, from 1 to 168; write 24`,
          ] as const,
      ),
    ] as const
  ).map(([how, written, problem]): [string, string, string, string] => [
    how,
    'namespace: vault\n',
    `namespace: vault\n    availability: { ${written} }\n`,
    `dwcp:vault.availability.${problem}`,
  ]),
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

test.each([
  [3, 'awskms', 1],
  [5, 'transit', 168],
  [7, 'pkcs11', undefined],
])(
  '%d servers, unsealed by %s, with a snapshot within %s hours are as they are said',
  (servers, seal, snapshotHours) => {
    const said = { servers, seal, ...(snapshotHours !== undefined && { snapshotHours }) };
    expect(
      read(changed('namespace: vault\n', `namespace: vault\n    availability: ${JSON.stringify(said)}\n`)).vault
        ?.availability,
    ).toEqual(said);
  },
);
