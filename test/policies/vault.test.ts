import { credentialLifetimesBounded } from '../../policies/rules/vault/credential-lifetimes-bounded';
import { noSecretValuesInVault } from '../../policies/rules/vault/no-secret-values-in-vault';
import { vaultOverTls } from '../../policies/rules/vault/vault-over-tls';
import { vaultPoliciesLeastPrivilege } from '../../policies/rules/vault/vault-policies-least-privilege';
import { vaultRolesBound } from '../../policies/rules/vault/vault-roles-bound';
import { answers, object, vault } from './support';

describe('vault-over-tls', () => {
  const connection = (spec: object) => object('secrets.hashicorp.com/v1beta1', 'VaultConnection', { spec });
  const address = 'https://vault.vault.svc:8200';

  test.each([{ address }, { address, skipTLSVerify: false }])('accepts %j', (spec) => {
    expect(answers(vaultOverTls, connection(spec))).toEqual(['pass']);
  });

  test.each([
    [
      { address: 'http://vault:8200' },
      "'http://vault:8200' carries secrets in clear text (spec.address); use an https:// address",
    ],
    [
      { address, skipTLSVerify: true },
      'anyone may pose as Vault (spec.skipTLSVerify); ' +
        'remove it, and name the issuer in caCertSecretRef if the cluster does not trust it',
    ],
  ])('refuses %j', (spec, says) => {
    expect(answers(vaultOverTls, connection(spec))).toEqual([`VaultConnection shop/api: ${says}`]);
  });
});

describe('vault-roles-bound', () => {
  const GOOD = {
    backend: 'kubernetes',
    roleName: 'api',
    boundServiceAccountNames: ['api'],
    boundServiceAccountNamespaces: ['shop'],
    audience: 'vault',
  };
  const role = (change: object) =>
    vault('vault:kubernetes/authBackendRole:AuthBackendRole', 'auth/kubernetes/role/api', { ...GOOD, ...change });

  test.each([{}, { boundServiceAccountNamespaceSelector: null }, { boundServiceAccountNamespaceSelector: '' }])(
    'accepts a role for one service account: %j',
    (change) => {
      expect(answers(vaultRolesBound, role(change))).toEqual(['pass']);
    },
  );

  const names =
    'any service account may log in with it (boundServiceAccountNames); name each service account, without a wildcard';
  const audience = 'a token made for another service opens it (audience); name the audience that the token is made for';
  const namespaces =
    'any namespace may log in with it (boundServiceAccountNamespaces); name each namespace, without a wildcard';

  test.each([
    [{ boundServiceAccountNames: ['*'] }, names],
    [{ boundServiceAccountNames: ['api', 'web-*'] }, names],
    [{ boundServiceAccountNames: [] }, names],
    [{ boundServiceAccountNamespaces: ['*'] }, namespaces],
    [{ boundServiceAccountNamespaces: undefined }, namespaces],
    [
      { boundServiceAccountNamespaceSelector: '{"matchLabels":{"team":"shop"}}' },
      'whoever may label a namespace may log in with it (boundServiceAccountNamespaceSelector); ' +
        'remove it and name each namespace',
    ],
    [{ audience: undefined }, audience],
    [{ audience: null }, audience],
    [{ audience: '' }, audience],
  ])('refuses %j', (change, says) => {
    expect(answers(vaultRolesBound, role(change))).toEqual([`AuthBackendRole auth/kubernetes/role/api: ${says}`]);
  });
});

describe('vault-policies-least-privilege', () => {
  const policy = (text: unknown) =>
    vault('vault:index/policy:Policy', 'sys/policies/acl/api', { name: 'api', policy: text });
  const grant = (path: string, ...capabilities: string[]) =>
    `path "${path}" {\n  capabilities = [${capabilities.map((one) => `"${one}"`).join(', ')}]\n}\n`;

  test.each([
    grant('database/creds/api', 'read'),
    grant('pki/issue/api', 'update') + grant('transit/encrypt/api-*', 'update'),
    grant('sys/leases/lookup', 'read'),
    grant('system/data/config', 'update'),
    grant('sys/*', 'deny'),
    grant('/database/creds/api', 'read'),
    grant('database-production/creds/api', 'create', 'update'),
    grant('secret/metadata/api/*', 'list'),
    grant('auth/token/renew-self', 'update') + grant('auth/token/revoke-self', 'update'),
    grant('auth/kubernetes/role/api', 'read'),
    grant('identity/entity/id/*', 'read'),
    `path "sys/leases/revoke" {
       capabilities = ["update"]
       allowed_parameters = { "lease_id" = ["database/creds/api/*", "queue/creds/api/*"] }
     }`,
    `
      # What the API reads.
      path "database/creds/api" { capabilities = ["read"] } // one line
      /* and what
         it signs */
      path "pki/issue/api" {
        capabilities        = [ "create", "update", ]
        allowed_parameters  = { "common_name" = ["api"], "*" = [] }
        required_parameters = ["common_name"]
        min_wrapping_ttl    = "1s"
        max_wrapping_ttl    = 90
      }`,
  ])('accepts %s', (text) => {
    expect(answers(vaultPoliciesLeastPrivilege, policy(text))).toEqual(['pass']);
  });

  test('has nothing to say about a policy that grants nothing', () => {
    expect(answers(vaultPoliciesLeastPrivilege, policy('# nothing yet\n'))).toEqual([]);
  });

  const wildcard = (path: string) =>
    `path '${path}' has a wildcard in its mount, so it opens more than one secrets engine (policy); name the path from its mount on`;
  const system = (path: string) =>
    `path '${path}' changes Vault itself (policy); remove it; mounts, policies and logins are changed by a deployment only`;
  const all = (path: string) =>
    `path '${path}' has a wildcard where the name of a secret or role stands, so it opens all of them (policy); name what the workload needs, or a folder of its own`;
  const sudo = (path: string) => `path '${path}' grants sudo, which opens what only root may do (policy); remove it`;

  test.each([
    [grant('*', 'read'), [wildcard('*')]],
    [grant('+/*', 'read'), [wildcard('+/*')]],
    [grant('database/creds/api', 'read') + grant('+/creds/api', 'read'), [wildcard('+/creds/api')]],
    [grant('sys/policies/acl/api', 'update'), [system('sys/policies/acl/api')]],
    [grant('sys/*', 'read', 'delete'), [system('sys/*')]],
    [grant('database-production/*', 'create', 'update'), [all('database-production/*')]],
    [grant('pki/issue/+', 'update') + grant('transit/*', 'update'), [all('pki/issue/+'), all('transit/*')]],
    [grant('/*', 'read'), [wildcard('*')]],
    [grant('s*', 'read'), [wildcard('s*')]],
    [grant('sys*', 'create'), [wildcard('sys*')]],
    [grant('/sys/policies/acl/*', 'create', 'update'), [system('sys/policies/acl/*')]],
    [grant('sys/leases/revoke', 'update'), [system('sys/leases/revoke')]],
    ...['[]', '["*"]', '["database/*"]', '["database/creds/api/*", "+/creds/api/*"]'].map(
      (leases): [string, string[]] => [
        `path "sys/leases/revoke" {\n capabilities = ["update"]\n allowed_parameters = { "lease_id" = ${leases} }\n}`,
        [system('sys/leases/revoke')],
      ],
    ),
    [
      'path "sys/leases/revoke-prefix/a" {\n capabilities = ["update"]\n allowed_parameters = { "lease_id" = ["a/creds/b/*"] }\n}',
      [system('sys/leases/revoke-prefix/a')],
    ],
    [grant('auth/*', 'create', 'update'), [system('auth/*')]],
    [grant('auth/kubernetes/role/*', 'update'), [system('auth/kubernetes/role/*')]],
    [grant('auth/token/renew', 'update'), [system('auth/token/renew')]],
    [grant('identity/group', 'update'), [system('identity/group')]],
    [grant('auth/token/create', 'sudo', 'read'), [system('auth/token/create'), sudo('auth/token/create')]],
    [grant('sys/raw', 'sudo', 'read'), [system('sys/raw'), sudo('sys/raw')]],
  ])('refuses %s', (text, says) => {
    expect(answers(vaultPoliciesLeastPrivilege, policy(text))).toEqual(
      says.map((line) => `Policy sys/policies/acl/api: ${line}`),
    );
  });

  test.each<[unknown, string]>([
    ['{"path": {"*": {"capabilities": ["read"]}}}', "'path' was expected on line 1 of the policy"],
    ['path "a" {}', "path 'a' lists no capabilities"],
    [
      'path "a" { capabilities = ["read"]\n policy = "sudo" }',
      "path 'a' sets 'policy', which adds capabilities to those it lists",
    ],
    ['path "a" { capabilities = ["sudo"]\n "capabilities" = ["read"] }', "'capabilities' is set twice for one path"],
    [
      'path "a" { capabilities = ["read"]\n allowed_parameters = { "b" = "c" } }',
      "allowed_parameters does not list what 'b' may be",
    ],
    ['path "\\u0073ys/raw" { capabilities = ["read"] }', "'\\u0073ys/raw' is not written as Vault reads it"],
    ['path "\\x2a" { capabilities = ["read"] }', "'\\x2a' is not written as Vault reads it"],
    ['path "a${" { capabilities = ["read"] }', "'a${' is not written as Vault reads it"],
    ['path "a" { capabilities = ["sud\\u006f"] }', "'sud\\u006f' is not written as Vault reads it"],
    ['path "a" { capabilities = "read" }', "path 'a' lists no capabilities"],
    ['path "a" {\n  capabilities = [read]\n}', 'a quoted text was expected on line 2 of the policy'],
    ['path "a" {\n  capabilities = ["read"]\n', 'a name was expected on line 3 of the policy'],
    ['path "a" { capabilities = ["read" "list"] }', "',' was expected on line 1 of the policy"],
    ['path a { capabilities = ["read"] }', 'a quoted text was expected on line 1 of the policy'],
    ['rule "a" {}', "'path' was expected on line 1 of the policy"],
    [undefined, 'text was expected'],
  ])('refuses to answer for %s', (text, why) => {
    expect(answers(vaultPoliciesLeastPrivilege, policy(text))).toEqual([
      "unknown: Policy sys/policies/acl/api: rule 'vault-policies-least-privilege' cannot judge it: " +
        `${why} (policy); write it as the rule can read it`,
    ]);
  });
});

describe('credential-lifetimes-bounded', () => {
  const DATABASE = 'vault:database/secretBackendRole:SecretBackendRole';
  const STATIC = 'vault:database/secretBackendStaticRole:SecretBackendStaticRole';
  const PKI = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';
  const day = 24 * 3600;

  test.each([
    [DATABASE, { defaultTtl: 3600, maxTtl: 90 * day }],
    [STATIC, { rotationPeriod: 30 * day }],
    [PKI, { maxTtl: '720h' }],
    [PKI, { maxTtl: '89d23h59m60s' }],
    [PKI, { maxTtl: '7776000' }],
    [PKI, { maxTtl: '720h', notAfter: '' }],
  ])('accepts a %s with %j', (type, args) => {
    expect(answers(credentialLifetimesBounded, vault(type, 'roles/api', args))).toEqual(['pass']);
  });

  const unset = (field: string) => `the life of its credentials is left to the mount (${field}); `;
  const long = (days: number, field: string) => `its credentials live ${days} days (${field}); `;

  test.each([
    [DATABASE, { maxTtl: day }, unset('defaultTtl')],
    [DATABASE, { defaultTtl: day }, unset('maxTtl')],
    [DATABASE, { defaultTtl: day, maxTtl: 0 }, unset('maxTtl')],
    [DATABASE, { defaultTtl: day, maxTtl: 90 * day + 1 }, long(91, 'maxTtl')],
    [STATIC, { rotationPeriod: 100 * day }, long(100, 'rotationPeriod')],
    [PKI, {}, unset('maxTtl')],
    [PKI, { maxTtl: '8760h' }, long(365, 'maxTtl')],
  ])('refuses a %s with %j', (type, args, says) => {
    expect(answers(credentialLifetimesBounded, vault(type, 'roles/api', args))).toEqual([
      `${type.split(':')[2]} roles/api: ${says}set it to what a rollout needs, at most 90 days`,
    ]);
  });

  test('refuses a date on which certificates end', () => {
    const role = vault(PKI, 'roles/api', { maxTtl: '1h', notAfter: '2099-01-01T00:00:00Z' });
    expect(answers(credentialLifetimesBounded, role)).toEqual([
      'SecretBackendRole roles/api: its credentials live until 2099-01-01T00:00:00Z (notAfter); ' +
        'remove it, so that maxTtl bounds them',
    ]);
  });

  test.each(['a while', -1, '-1', Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses to answer for the duration %s, which is none',
    (maxTtl) => {
      expect(answers(credentialLifetimesBounded, vault(PKI, 'roles/api', { maxTtl }))).toEqual([
        "unknown: SecretBackendRole roles/api: rule 'credential-lifetimes-bounded' cannot judge it: " +
          `'${maxTtl}' is no duration (maxTtl); write it as the rule can read it`,
      ]);
    },
  );

  test('has nothing to say about what issues no credential', () => {
    expect(answers(credentialLifetimesBounded, vault('vault:index/mount:Mount', 'database', {}))).toEqual([]);
  });
});

describe('no-secret-values-in-vault', () => {
  const connection = (postgresql: object) =>
    vault('vault:database/secretBackendConnection:SecretBackendConnection', 'database/config/db', { postgresql });
  const connectionUrl = 'postgresql://{{username}}:{{password}}@db:5432/shop?sslmode=verify-full';
  const at = (field: string) =>
    `SecretBackendConnection database/config/db: it holds a secret in clear text (${field}); ` +
    'let Vault make the secret, or name a file on its server';

  test('accepts a connection whose password Vault fills in', () => {
    const postgresql = {
      connectionUrl,
      username: 'vault',
      passwordAuthentication: 'scram-sha-256',
      password: undefined,
    };
    expect(answers(noSecretValuesInVault, connection(postgresql))).toEqual(['pass']);
  });

  test.each([
    [{ connectionUrl, password: 'hunter2' }, 'postgresql.password'],
    [{ connectionUrl, passwordWo: 'hunter2' }, 'postgresql.passwordWo'],
    [{ connectionUrl, privateKey: '-----BEGIN' }, 'postgresql.privateKey'],
    [{ connectionUrl: 'postgresql://vault:hunter2@db/shop' }, 'postgresql.connectionUrl'],
    [{ hosts: [{ token: 'hvs.x' }] }, 'postgresql.hosts[0].token'],
    [{ hosts: ['db', 'postgresql://vault:hunter2@db'] }, 'postgresql.hosts[1]'],
    [{ bindpass: 'hunter2' }, 'postgresql.bindpass'],
    [{ bindpassWo: 'hunter2' }, 'postgresql.bindpassWo'],
    [{ pemBundle: 'MIIE' }, 'postgresql.pemBundle'],
    [{ credentials: '{"type":"service_account"}' }, 'postgresql.credentials'],
  ])('refuses %j', (postgresql, field) => {
    expect(answers(noSecretValuesInVault, connection(postgresql))).toEqual([at(field)]);
  });

  test.each(['dataJson', 'dataJsonWo'])('refuses a secret of the key-value engine in %s', (field) => {
    const secret = vault('vault:kv/secretV2:SecretV2', 'kv/api', { mount: 'kv', [field]: '{"a":1}' });
    expect(answers(noSecretValuesInVault, secret)).toEqual([
      `SecretV2 kv/api: it holds a secret in clear text (${field}); let Vault make the secret, or name a file on its server`,
    ]);
  });
});
