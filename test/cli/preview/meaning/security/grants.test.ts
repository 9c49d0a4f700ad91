import { grants } from '../../../../../cli/preview/meaning/security/grants';
import type { Edge } from '../../../../../constructs';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

type Vault = Readonly<Record<string, unknown>>;
const vault = (type: string, vaultPath: string, args: Vault) => ({ type, vaultPath, args });
const policy = (name: string, hcl: string) =>
  vault('vault:index/policy:Policy', `sys/policies/acl/${name}`, { name, policy: hcl });
const path = (name: string, ...capabilities: readonly string[]) =>
  `path "${name}" { capabilities = ${JSON.stringify(capabilities)} }\n`;
const login = (args: Vault = {}) =>
  vault('vault:kubernetes/authBackendRole:AuthBackendRole', 'auth/k/role/api', {
    roleName: 'api',
    boundServiceAccountNames: ['api'],
    boundServiceAccountNamespaces: ['shop'],
    audience: 'vault',
    tokenPolicies: ['api'],
    ...args,
  });
const side = (...all: readonly ReturnType<typeof vault>[]) => ({ vault: all });
const granted = (hcl: string) => side(policy('api', hcl));

describe('a policy of Vault', () => {
  test.each<[what: string, narrow: string, wide: string, may: string]>([
    [
      'a path more',
      path('db/creds/a', 'read'),
      path('db/creds/a', 'read') + path('db/creds/b', 'read'),
      'read db/creds/b',
    ],
    ['a capability more', path('kv/data/a', 'read'), path('kv/data/a', 'read', 'update'), 'update kv/data/a'],
    ['all below a path', path('kv/data/a', 'read'), path('kv/data/*', 'read'), 'read kv/data/*'],
    ['any segment', path('kv/data/a', 'read'), path('kv/+/a', 'read'), 'read kv/+/a'],
  ])('that lets its holder do %s is weaker, and the other way stronger', (_, narrow, wide, may) => {
    const [there, back] = saidBothWays(grants, granted(narrow), granted(wide));
    expect(there).toEqual([`worse: Policy sys/policies/acl/api: may ${may}`]);
    expect(back).toEqual([`better: Policy sys/policies/acl/api: may no longer ${may}`]);
  });

  test.each([
    ['"*" = [], "not_after" = [""]', '* any, not_after ""'],
    ['"ttl" = ["2h", "1h"]', 'ttl "1h" or "2h"'],
  ])('that has its holder say anything, and no longer %s, is weaker, and the other way stronger', (allowed, told) => {
    const narrow = `path "pki/issue/a" {\n capabilities = ["update"]\n allowed_parameters = { ${allowed} }\n}\n`;
    const [there, back] = saidBothWays(grants, granted(narrow), granted(path('pki/issue/a', 'update')));
    expect(there).toEqual(['worse: Policy sys/policies/acl/api: may update pki/issue/a']);
    expect(back).toEqual(['better: Policy sys/policies/acl/api: may no longer update pki/issue/a']);
    expect(said(grants, granted(''), granted(narrow))).toEqual([
      `worse: Policy sys/policies/acl/api: may update pki/issue/a, of which a request may say ${told}`,
    ]);
  });

  test('cannot be ranked where a request may say something else: it is told both ways as weaker', () => {
    const saying = (ttl: string) =>
      `path "pki/issue/a" {\n capabilities = ["update"]\n allowed_parameters = { "ttl" = ["${ttl}"] }\n}\n`;
    for (const findings of saidBothWays(grants, granted(saying('1h')), granted(saying('2h')))) {
      expect(findings.join()).toMatch(/worse: Policy sys\/policies\/acl\/api: may update pki\/issue\/a, of which/);
    }
  });

  test('that denies less is weaker', () => {
    const open = path('kv/*', 'read');
    expect(said(grants, granted(open + path('sys/*', 'deny')), granted(open))).toEqual([
      'worse: Policy sys/policies/acl/api: no longer denies sys/*',
    ]);
  });

  test('cannot be ranked where a path in another one changes, which takes away from it or adds to it', () => {
    const wide = path('kv/*', 'read', 'update');
    const [there] = saidBothWays(grants, granted(wide + path('kv/a', 'read')), granted(wide));
    expect(there.join()).toContain(
      'worse: Policy sys/policies/acl/api: what it says of paths that are in others is gone',
    );
  });

  test('that cannot be read may do anything', () => {
    expect(said(grants, granted(path('a', 'read')), granted('{"path":{}}'))).toEqual([
      "worse: Policy sys/policies/acl/api: may do what cannot be told, since 'path' was expected on line 1 of the policy (policy)",
    ]);
  });

  test('is told of the service account that holds it', () => {
    const [finding] = grants(
      comparing(
        side(login(), policy('api', path('a', 'read'))),
        side(login(), policy('api', path('a', 'read') + path('b', 'read'))),
      ),
    );
    expect(finding).toMatchObject({
      topic: 'grant',
      gate: 'wider-reachability',
      subject: 'shop/api',
      says: 'shop/api: may read b',
      resources: ['vault:index/policy:Policy sys/policies/acl/api'],
    });
  });
});

describe('a login', () => {
  const loggingIn = (args: Vault = {}) => side(login(args));
  const LOGIN = 'AuthBackendRole auth/k/role/api';

  test.each<[what: string, strict: Vault, weak: Vault, worse: string, better: string]>([
    [
      'with one policy more',
      {},
      { tokenPolicies: ['api', 'admin'] },
      'may hold policy admin',
      'may no longer hold policy admin',
    ],
    [
      'for tokens of anybody',
      {},
      { audience: '' },
      'no longer asks for tokens made for vault',
      'now asks for tokens made for vault',
    ],
    [
      'with the default policy',
      { tokenNoDefaultPolicy: true },
      {},
      'tokenNoDefaultPolicy true → false',
      'tokenNoDefaultPolicy false → true',
    ],
    [
      'that is used more often',
      { tokenNumUses: 1 },
      {},
      'uses of a token 1 → any number',
      'uses of a token any number → 1',
    ],
    [
      'from anywhere',
      { tokenBoundCidrs: ['10.0.0.0/8'] },
      {},
      'may take logins from anywhere',
      'may no longer take logins from anywhere',
    ],
    [
      'from one more place',
      { tokenBoundCidrs: ['10.0.0.0/8'] },
      { tokenBoundCidrs: ['10.0.0.0/8', '11.0.0.0/8'] },
      'may take logins from 11.0.0.0/8',
      'may no longer take logins from 11.0.0.0/8',
    ],
  ])('%s is weaker, and the other way stronger', (_, strict, weak, worse, better) => {
    const [there, back] = saidBothWays(grants, loggingIn(strict), loggingIn(weak));
    expect(there.join()).toContain(`worse: shop/api: ${LOGIN} ${worse}`);
    expect(back.join()).toContain(`${LOGIN} ${better}`);
  });

  test('for one more service account is told of the login, which is no longer of one alone', () => {
    expect(saidBothWays(grants, loggingIn(), loggingIn({ boundServiceAccountNames: ['api', 'web'] }))).toEqual([
      [`worse: ${LOGIN}: may let ServiceAccount shop/web log in`],
      [`better: shop/api: ${LOGIN} may no longer let ServiceAccount shop/web log in`],
    ]);
  });

  test('for all of a namespace holds each of them', () => {
    const all = loggingIn({ boundServiceAccountNames: ['*'] });
    expect(said(grants, loggingIn(), all).join()).toContain('may let ServiceAccount shop/* log in');
    expect(said(grants, all, loggingIn()).join()).toMatch(/^better: /);
  });

  test('that asks for something else cannot be ranked', () => {
    const claims = (group: string) => loggingIn({ boundClaims: { group } });
    expect(said(grants, claims('a'), claims('b'))).toEqual([
      `worse: shop/api: ${LOGIN} what else it asks for is another, and nobody can tell whether that is stricter`,
    ]);
  });
});

describe('what Vault makes', () => {
  const DATABASE = 'vault:database/secretBackendRole:SecretBackendRole';
  const CONNECTION = 'vault:database/secretBackendConnection:SecretBackendConnection';
  const PKI = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';
  const one = (type: string, args: Vault) => side(vault(type, 'p', args));
  const made = (group: string) =>
    one(DATABASE, { dbName: 'db', creationStatements: [`CREATE ROLE "{{name}}" IN ROLE ${group};`] });
  const connected = (url: string, rest: Vault = {}) =>
    one(CONNECTION, {
      postgresql: { connectionUrl: `postgresql://{{username}}@db/app${url}` },
      allowedRoles: ['a'],
      ...rest,
    });

  test.each<[what: string, strict: object, weak: object, worse: string, better: string]>([
    [
      'a login that may write',
      made('app_ro'),
      made('app_rw'),
      'SecretBackendRole p: access app_ro → app_rw',
      'SecretBackendRole p: access app_rw → app_ro',
    ],
    [
      'a connection that verifies less',
      connected('?sslmode=verify-full'),
      connected('?sslmode=require'),
      'SecretBackendConnection p: sslmode verify-full → require',
      'SecretBackendConnection p: sslmode require → verify-full',
    ],
    [
      'logins of one role more',
      connected(''),
      connected('', { allowedRoles: ['a', 'b'] }),
      'SecretBackendConnection p: may make logins of role b',
      'SecretBackendConnection p: may no longer make logins of role b',
    ],
    [
      'logins of every role',
      connected(''),
      connected('', { allowedRoles: ['*'] }),
      'SecretBackendConnection p: may make logins of every role',
      'SecretBackendConnection p: may no longer make logins of every role',
    ],
    [
      'certificates for any name',
      one(PKI, {}),
      one(PKI, { allowAnyName: true }),
      'SecretBackendRole p: may sign for any name',
      'SecretBackendRole p: may no longer sign for any name',
    ],
    [
      'certificates for servers',
      one(PKI, { serverFlag: false }),
      one(PKI, {}),
      'SecretBackendRole p: may sign for servers',
      'SecretBackendRole p: may no longer sign for servers',
    ],
    [
      'certificates for one name more',
      one(PKI, { allowedDomains: ['a'] }),
      one(PKI, { allowedDomains: ['a', 'b'] }),
      'SecretBackendRole p: may sign for b',
      'SecretBackendRole p: may no longer sign for b',
    ],
    [
      'a key that can be taken out',
      one('vault:transit/secretBackendKey:SecretBackendKey', {}),
      one('vault:transit/secretBackendKey:SecretBackendKey', { exportable: true }),
      'SecretBackendKey p: may be taken out of Vault',
      'SecretBackendKey p: may no longer be taken out of Vault',
    ],
    [
      'no log of what it is asked',
      one('vault:index/audit:Audit', { type: 'file' }),
      side(),
      'Audit p: no longer writes down what Vault is asked',
      'Audit p: now writes down what Vault is asked',
    ],
    [
      'a mount that is not sealed twice',
      one('vault:index/mount:Mount', { sealWrap: true }),
      one('vault:index/mount:Mount', {}),
      'Mount p: sealWrap true → false',
      'Mount p: sealWrap false → true',
    ],
  ])('is weaker as %s, and the other way stronger', (_, strict, weak, worse, better) => {
    expect(saidBothWays(grants, strict as never, weak as never)).toEqual([[`worse: ${worse}`], [`better: ${better}`]]);
  });

  test.each<[what: string, one: object, other: object, says: string]>([
    [
      'SQL of its own',
      one(DATABASE, { creationStatements: ['GRANT a'] }),
      one(DATABASE, { creationStatements: ['GRANT b'] }),
      'SecretBackendRole p: how its logins are made is another',
    ],
    [
      'another database',
      made('app_ro'),
      one(DATABASE, { dbName: 'other', creationStatements: ['CREATE ROLE "{{name}}" IN ROLE app_ro;'] }),
      'SecretBackendRole p: database ',
    ],
    ['another server', connected('?a'), connected('?b'), 'SecretBackendConnection p: how it connects is another'],
    [
      'other keys',
      one(PKI, { keyType: 'ec', keyBits: 256 }),
      one(PKI, { keyType: 'rsa', keyBits: 2048 }),
      'SecretBackendRole p: keys ',
    ],
    [
      'a kind that nobody knows',
      one('vault:identity/group:Group', { a: 1 }),
      one('vault:identity/group:Group', { a: 2 }),
      'Group p: what it says is another',
    ],
  ])('cannot be ranked by %s', (_, before, after, says) => {
    for (const lines of saidBothWays(grants, before as never, after as never)) {
      expect(lines).toHaveLength(1);
      expect(lines[0]!.startsWith(`worse: ${says}`)).toBe(true);
      expect(lines[0]!.endsWith(', and nobody can tell whether that is stricter')).toBe(true);
    }
  });

  test('of a kind that nobody knows, what is new and what is gone cannot be ranked either', () => {
    const strange = one('vault:identity/group:Group', {});
    expect(saidBothWays(grants, side(), strange)).toEqual([
      ['worse: Group p: what it says is new, and nobody can tell whether that is stricter'],
      ['worse: Group p: what it says is gone, and nobody can tell whether that is stricter'],
    ]);
  });

  test('is never shown where it may be secret', () => {
    const [there] = saidBothWays(grants, connected('?password=hunter2'), connected('?password=hunter3'));
    expect(there.join()).not.toMatch(/hunter/);
    expect(there).toHaveLength(1);
  });
});

describe('what is granted by a construct', () => {
  const edge = (call: string, to = 'shop/db'): Edge => ({
    from: 'shop/api',
    to,
    port: 5432,
    protocol: 'TCP',
    infrastructure: false,
    by: 'grant',
    declaredAt: { path: to, call: `${call}('shop/api')` },
  });
  const declared = (...edges: readonly Edge[]) => ({ plan: { edges } });

  test('is weaker by one grant more, and by one that holds more', () => {
    const [there, back] = saidBothWays(grants, declared(), declared(edge('grantReadWrite')));
    expect(there).toEqual(['worse: shop/api: may use shop/db by grantReadWrite']);
    expect(back).toEqual(['better: shop/api: may no longer use shop/db by grantReadWrite']);
    expect(saidBothWays(grants, declared(edge('grantReadOnly')), declared(edge('grantReadWrite')))).toEqual([
      ['worse: shop/api: may use shop/db by grantReadWrite'],
      ['better: shop/api: may no longer use shop/db by grantReadWrite'],
    ]);
  });

  test('is told with all that comes to the same service account', () => {
    const pod = (secret?: string) =>
      manifest('apps/v1', 'Deployment', 'api', {
        spec: {
          template: {
            spec: {
              serviceAccountName: 'api',
              containers: [{ name: 'api', envFrom: secret === undefined ? [] : [{ secretRef: { name: secret } }] }],
            },
          },
        },
      });
    const before = { objects: [pod()], ...side(login(), policy('api', '')), ...declared() };
    const after = {
      objects: [pod('db')],
      ...side(login(), policy('api', path('db/creds/api', 'read'))),
      ...declared(edge('grantReadOnly')),
    };
    const [finding, ...others] = grants(comparing(before, after));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      subject: 'shop/api',
      says: 'shop/api: may use shop/db by grantReadOnly, may read Secret db and 1 more',
      details: ['may use shop/db by grantReadOnly', 'may read Secret db', 'may read db/creds/api'],
    });
  });

  test('is no edge that is only allowed', () => {
    expect(said(grants, declared(), declared({ ...edge('allowTo'), by: 'allow' }))).toEqual([]);
  });
});

describe('what pods and operators read', () => {
  const pod = (spec: object) => ({
    objects: [manifest('v1', 'Pod', 'api', { spec: { containers: [{ name: 'api' }], ...spec } })],
  });
  const volume = (rest: object) => pod({ volumes: [{ name: 'v', ...rest }] });

  test.each<[what: string, weak: object]>([
    ['a volume', volume({ secret: { secretName: 'tls' } })],
    ['a projected volume', volume({ projected: { sources: [{ secret: { name: 'tls' } }] } })],
    [
      'a variable',
      pod({
        containers: [{ name: 'api', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'tls', key: 'k' } } }] }],
      }),
    ],
  ])('of a Secret by %s is weaker, and the other way stronger', (_, weak) => {
    expect(saidBothWays(grants, pod({}), weak as never)).toEqual([
      ['worse: shop/default: may read Secret tls'],
      ['better: shop/default: may no longer read Secret tls'],
    ]);
  });

  const object = (version: string, kind: string, spec: object) => ({
    objects: [manifest(version, kind, 'p', { spec })],
  });
  const connection = (spec: object) =>
    object('secrets.hashicorp.com/v1beta1', 'VaultConnection', { address: 'https://vault', ...spec });
  const cluster = (spec: object) => object('postgresql.cnpg.io/v1', 'Cluster', spec);
  const stripe = { secretKey: 'api-key', remoteRef: { key: 'live/shop/stripe', property: 'api-key' } };
  const external = (data: readonly object[], more: object = {}) => {
    const target = { name: 'api-stripe', creationPolicy: 'Owner', deletionPolicy: 'Retain' };
    const spec = {
      secretStoreRef: { kind: 'SecretStore', name: 'aws' },
      refreshInterval: '1m0s',
      target,
      data,
      ...more,
    };
    return object('external-secrets.io/v1', 'ExternalSecret', spec);
  };

  test.each<[what: string, strict: object, weak: object, worse: string]>([
    [
      'over a connection that is not verified',
      connection({}),
      connection({ skipTLSVerify: true }),
      'VaultConnection shop/p: may take anybody for Vault',
    ],
    [
      'as the superuser',
      cluster({}),
      cluster({ enableSuperuserAccess: true }),
      'Cluster shop/p: may let its superuser in by password',
    ],
    [
      'as a role of the database',
      cluster({ managed: { roles: [{ name: 'a' }] } }),
      cluster({ managed: { roles: [{ name: 'a', superuser: true }] } }),
      'Cluster shop/p: may be superuser as a',
    ],
    [
      'as a role with others',
      object('postgresql.cnpg.io/v1', 'DatabaseRole', {}),
      object('postgresql.cnpg.io/v1', 'DatabaseRole', { inRoles: ['app_rw'] }),
      'DatabaseRole shop/p: may do what role app_rw may',
    ],
    [
      'to what External Secrets deliver',
      { objects: [] },
      external([stripe]),
      'ExternalSecret shop/p: may put api-key of live/shop/stripe from SecretStore aws into Secret api-stripe',
    ],
    [
      'to one more, all of it and by another name',
      external([stripe]),
      external([stripe, { secretKey: 'all', remoteRef: { key: 'live/blog/maps' } }]),
      'ExternalSecret shop/p: may put live/blog/maps from SecretStore aws into Secret api-stripe as all',
    ],
  ])('%s is weaker, and the other way stronger', (_, strict, weak, worse) => {
    expect(saidBothWays(grants, strict as never, weak as never)).toEqual([
      [`worse: ${worse}`],
      [`better: ${worse.replace(' may ', ' may no longer ')}`],
    ]);
  });

  test.each<[what: string, one: object, other: object]>([
    [
      'an issuer',
      object('cert-manager.io/v1', 'ClusterIssuer', { a: 1 }),
      object('cert-manager.io/v1', 'ClusterIssuer', { a: 2 }),
    ],
    [
      'a store',
      object('external-secrets.io/v1', 'SecretStore', { a: 1 }),
      object('external-secrets.io/v1', 'SecretStore', { a: 2 }),
    ],
    ...[
      { dataFrom: [{ extract: { key: 'live/blog/maps' } }] },
      { refreshPolicy: 'CreatedOnce' },
      { target: { name: 'api-stripe', creationPolicy: 'Merge' } },
      { target: { name: 'api-stripe', template: { type: 'Opaque' } } },
      { data: [stripe, { ...stripe, sourceRef: { storeRef: { name: 'another' } } }] },
      { data: [stripe, { secretKey: 'a', remoteRef: { key: 'a', version: 'AWSPREVIOUS' } }] },
    ].map((more): [string, object, object] => [
      `an ExternalSecret of ${JSON.stringify(more)}`,
      external([stripe]),
      external([stripe], more),
    ]),
    ['who gets in how', cluster({ postgresql: { pg_hba: ['a'] } }), cluster({ postgresql: { pg_hba: ['b'] } })],
    [
      'a login',
      object('secrets.hashicorp.com/v1beta1', 'VaultAuth', { mount: 'a' }),
      object('secrets.hashicorp.com/v1beta1', 'VaultAuth', { mount: 'b' }),
    ],
  ])('from %s that is another cannot be ranked', (_, one, other) => {
    for (const lines of saidBothWays(grants, one as never, other as never)) {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^worse: .*, and nobody can tell whether that is stricter$/);
    }
  });
});
