import { policyFor } from '../../cli/deployer/vault/policy';
import {
  IntermediateAuthority,
  KeyValueSecret,
  OperatorLogin,
  type OperatorLoginProps,
  Postgres,
  planOf,
  SecureNamespace,
  splitPlan,
  TransitKey,
  VaultResource,
  type VaultResourcePlan,
} from '../../constructs';
import { saidBy } from '../../constructs/plan/later';
import { judge } from '../../policies/index';
import { environment, POSTGRES } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const MOUNT = 'test/orders/people';
const BACKEND = `vault:jwt/authBackend:AuthBackend auth/${MOUNT}`;
const METHOD = 'vault:identity/mfaTotp:MfaTotp identity/mfa/method/totp/test.orders.people';
const ENFORCED =
  'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement identity/mfa/login-enforcement/test.orders.people';
const PROPS: OperatorLoginProps = {
  issuer: 'https://login.example.com',
  clientId: 'vault',
  clientSecret: 'operators:client-secret',
  roles: { 'on-call': { groups: ['on-call', 'platform'], may: ['see'] } },
};

function withPeople(change: Partial<OperatorLoginProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const people = new OperatorLogin(namespace, 'people', { ...PROPS, ...change });
  return { tree, namespace, people };
}

function inVault(tree: ReturnType<typeof environment>): ReadonlyMap<string, VaultResourcePlan> {
  return new Map(planOf(tree).resources.flatMap((one) => (one.api === 'vault' ? [[one.id, one] as const] : [])));
}

function roleIn(tree: ReturnType<typeof environment>, name = 'on-call'): VaultResourcePlan {
  return inVault(tree).get(`vault:jwt/authBackendRole:AuthBackendRole auth/${MOUNT}/role/${name}`)!;
}

function policyIn(tree: ReturnType<typeof environment>, name = 'on-call'): string {
  const id = `vault:index/policy:Policy sys/policies/acl/test.orders.people.${name}`;
  return String(inVault(tree).get(id)!.args['policy']);
}

// Vault 1.21 answers 400, "error checking oidc discovery URL", where the provider's own word for itself has the slash and this has not.
test('a provider that ends its name with a slash, as Auth0 does, is asked and believed by that name', () => {
  const issuer = 'https://acme.eu.auth0.com/';
  const { tree } = withPeople({ issuer });
  const [backend] = planOf(tree).resources.filter(({ id }) => id.startsWith('vault:jwt/authBackend:AuthBackend '));
  expect(backend).toMatchObject({ args: { oidcDiscoveryUrl: issuer, boundIssuer: issuer } });
});

test('people log in by their provider, whose secret is in the configuration and in no plan', () => {
  const { tree, people } = withPeople();
  expect(people.mount).toBe(MOUNT);
  expect(inVault(tree).get(BACKEND)!.args).toEqual({
    type: 'oidc',
    path: MOUNT,
    description: 'people who operate test',
    oidcDiscoveryUrl: 'https://login.example.com',
    boundIssuer: 'https://login.example.com',
    oidcClientId: 'vault',
    oidcClientSecret: { $config: 'operators:client-secret' },
  });
});

test('a code of their phone is asked of everybody who comes by it, before there is a role to come to', () => {
  const vault = inVault(withPeople().tree);
  expect(vault.get(METHOD)).toMatchObject({
    data: true,
    args: { issuer: 'Vault test', algorithm: 'SHA1', digits: 6, period: 30, maxValidationAttempts: 5 },
  });
  const enforced = vault.get(ENFORCED)!;
  expect(enforced.args).toEqual({
    name: 'test.orders.people',
    authMethodAccessors: [{ $output: 'accessor', of: BACKEND }],
    mfaMethodIds: [{ $output: 'methodId', of: METHOD }],
  });
  expect(enforced.dependsOn).toEqual(expect.arrayContaining([METHOD, BACKEND]));
  expect(roleIn(withPeople().tree).dependsOn).toContain(ENFORCED);
});

test('a role is for groups, comes back to Vault or to the machine of whoever logs in, and lasts an hour', () => {
  expect(roleIn(withPeople().tree).args).toEqual({
    backend: MOUNT,
    roleName: 'on-call',
    roleType: 'oidc',
    userClaim: 'sub',
    groupsClaim: 'groups',
    boundClaims: { groups: 'on-call,platform' },
    boundClaimsType: 'string',
    allowedRedirectUris: [
      `https://vault.vault.svc:8200/ui/vault/auth/${MOUNT}/oidc/callback`,
      'http://localhost:8250/oidc/callback',
    ],
    tokenPolicies: ['test.orders.people.on-call'],
    tokenTtl: 3600,
    tokenMaxTtl: 3600,
    tokenType: 'service',
  });
});

test('whoever breaks the glass has a quarter of an hour, unless it is said otherwise', () => {
  const roles = {
    emergency: { groups: ['incident'], may: ['see', 'break-glass'] },
    short: { groups: ['incident'], may: ['break-glass'], minutes: 5 },
  } as const;
  const { tree } = withPeople({ roles });
  expect(roleIn(tree, 'emergency').args).toMatchObject({ tokenTtl: 900, tokenMaxTtl: 900 });
  expect(roleIn(tree, 'short').args).toMatchObject({ tokenTtl: 300, tokenMaxTtl: 300 });
});

describe('what people may do', () => {
  function withEngines(...may: OperatorLoginProps['roles'][string]['may']) {
    const { tree, namespace } = withPeople({ roles: { 'on-call': { groups: ['on-call'], may } } });
    new KeyValueSecret(namespace, 'stripe', { keys: ['key'], owner: 'payments@example.com' });
    new TransitKey(namespace, 'cards');
    new Postgres(namespace, 'db', POSTGRES);
    new IntermediateAuthority(namespace, 'certificates');
    return tree;
  }
  const path = (name: string, ...capabilities: readonly string[]) =>
    `path "test/orders/${name}" {\n  capabilities = [${capabilities.map((one) => `"${one}"`).join(', ')}]\n}\n`;

  test('see what there is, and no value', () => {
    expect(policyIn(withEngines('see'))).toBe(
      [
        path('certificates.1/cert/+', 'read'),
        path('certificates.1/certs', 'list'),
        path('db/roles/*', 'list', 'read'),
        path('kv/metadata/*', 'list', 'read'),
        path('transit/keys/*', 'list', 'read'),
      ].join('\n'),
    );
  });

  test('write the next value of what people keep, and read none', () => {
    expect(policyIn(withEngines('rotate'))).toBe(path('kv/data/*', 'create', 'update'));
  });

  test('read what is kept and be given a login, in an emergency', () => {
    expect(policyIn(withEngines('break-glass'))).toBe(
      [path('db/creds/*', 'read'), path('kv/data/*', 'read')].join('\n'),
    );
  });

  test('have what all of it opens, of one path together', () => {
    const policy = policyIn(withEngines('rotate', 'break-glass'));
    expect(policy).toContain(path('kv/data/*', 'create', 'read', 'update'));
  });

  test.each([[['see']], [['rotate']], [['break-glass']], [['see', 'rotate', 'break-glass']]] as const)(
    'no rule refuses %j',
    (may) => {
      const verdicts = judge(planOf(withEngines(...(may as readonly ['see']))));
      expect(verdicts.filter(({ outcome, path }) => outcome !== 'pass' && path.includes('/people'))).toEqual([]);
    },
  );
});

test('whoever deploys it may make it', () => {
  const hcl = policyFor(planOf(withPeople().tree));
  for (const path of [
    `sys/auth/${MOUNT}`,
    `auth/${MOUNT}/config`,
    'identity/mfa/method/totp/+',
    'identity/mfa/login-enforcement/test.orders.people',
  ]) {
    expect(hcl).toContain(`path "${path}"`);
  }
});

test('what Vault says of one is in the same part as who takes it', () => {
  const parts = splitPlan(planOf(withPeople().tree)).map(({ plan }) => plan.resources.map(({ id }) => id));
  expect(parts.find((ids) => ids.includes(ENFORCED))).toEqual(expect.arrayContaining([METHOD, BACKEND]));
});

test('what takes of Vault what nothing in its plan makes is refused', () => {
  const { tree, namespace } = withPeople();
  new VaultResource(namespace, 'enforced', {
    type: 'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement',
    path: 'identity/mfa/login-enforcement/other',
    args: () => ({
      name: 'other',
      authMethodAccessors: [saidBy({ type: 'vault:jwt/authBackend:AuthBackend', path: 'auth/elsewhere' }, 'accessor')],
      mfaMethodIds: [],
    }),
  });
  expect(problemsOf(() => planOf(tree))).toEqual([
    "'test/orders/enforced' takes the accessor of vault:jwt/authBackend:AuthBackend auth/elsewhere, which is not in its plan; " +
      'declare that, too',
  ]);
});

test('refuses what cannot work or lets in more than was meant, all of it at once', () => {
  const problems = problemsOf(() =>
    withPeople({
      issuer: 'https://login.example.com/?realm=staff',
      clientSecret: 'hunter2-of-the-provider',
      roles: {
        'on-call': { groups: ['a,b'], may: ['everything'], minutes: 0 },
        none: { groups: [], may: [] },
      } as never,
      addresses: ['http://vault.example.com'],
    }),
  );
  expect(problems).toEqual([
    expect.stringContaining(
      'for `issuer`; write an https address as `issuer` of its /.well-known/openid-configuration has it',
    ),
    expect.stringContaining('for `clientSecret`; write the key of the configuration'),
    expect.stringContaining("has 'a,b' for `roles['on-call'].groups[0]`"),
    expect.stringContaining(
      "has 'everything' for `roles['on-call'].may[0]`; choose one of 'see', 'rotate', 'break-glass'",
    ),
    expect.stringContaining("has 0 for `roles['on-call'].minutes`"),
    expect.stringContaining("for `roles['none'].groups`; list groups"),
    expect.stringContaining("for `roles['none'].may`; list some of see, rotate, break-glass"),
    expect.stringContaining("has 'http://vault.example.com' for `addresses[0]`; write the https address of Vault"),
  ]);
});

test.each(['dwcp:secret', 'vault:token', 'kubernetes:x', 'operators', 'operators:'])(
  'refuses %s as the key of a secret, which Pulumi or a fact would take for its own',
  (clientSecret) => {
    expect(problemsOf(() => withPeople({ clientSecret }))).toHaveLength(1);
  },
);
