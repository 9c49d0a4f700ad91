import fc from 'fast-check';
import { policyFor } from '../../cli/deployer/vault/policy';
import {
  CiLogin,
  type CiLoginProps,
  type CiRoleProps,
  KeyValueSecret,
  planOf,
  SecureNamespace,
  VaultQuota,
  type VaultResourcePlan,
} from '../../constructs';
import { judge } from '../../policies/index';
import { environment } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const MOUNT = 'test/orders/ci';
const MAIN = { repository: 'acme/shop', ref: 'refs/heads/main' } as const;

function withCi(change: Partial<CiLoginProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  return { tree, namespace, ci: new CiLogin(namespace, 'ci', { system: 'github', roles: { main: MAIN }, ...change }) };
}

/** A login with one role that reads some of what is kept. */
function reading(...names: readonly string[]) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const all = ['mail', 'stripe'].map(
    (name) => new KeyValueSecret(namespace, name, { keys: ['key'], owner: 'payments@example.com' }),
  );
  const reads = all.filter(({ node }) => names.includes(node.id));
  new CiLogin(namespace, 'ci', { system: 'github', roles: { main: { ...MAIN, reads } } });
  return tree;
}

function inVault(tree: ReturnType<typeof environment>): ReadonlyMap<string, VaultResourcePlan> {
  return new Map(planOf(tree).resources.flatMap((one) => (one.api === 'vault' ? [[one.vaultPath, one] as const] : [])));
}

function roleIn(tree: ReturnType<typeof environment>, name = 'main'): VaultResourcePlan['args'] {
  return inVault(tree).get(`auth/${MOUNT}/role/${name}`)!.args;
}

test('jobs log in by the tokens of their system, which is who says that it is', () => {
  const { tree, ci } = withCi();
  expect(ci.mount).toBe(MOUNT);
  expect(inVault(tree).get(`auth/${MOUNT}`)!.args).toEqual({
    type: 'jwt',
    path: MOUNT,
    description: 'jobs of github in test',
    oidcDiscoveryUrl: 'https://token.actions.githubusercontent.com',
    boundIssuer: 'https://token.actions.githubusercontent.com',
  });
});

test('a role is for one repository, a ref and an audience, for a quarter of an hour, and opens nothing by itself', () => {
  expect(roleIn(withCi().tree)).toEqual({
    backend: MOUNT,
    roleName: 'main',
    roleType: 'jwt',
    userClaim: 'repository',
    claimMappings: { run_id: 'run', ref: 'ref' },
    boundAudiences: ['https://vault.vault.svc:8200'],
    boundClaims: { repository: 'acme/shop', ref: 'refs/heads/main' },
    boundClaimsType: 'string',
    tokenPolicies: [],
    tokenTtl: 900,
    tokenMaxTtl: 900,
    tokenType: 'batch',
  });
});

test('GitLab calls the same otherwise, and a server of one’s own signs for itself', () => {
  const { tree } = withCi({ system: 'gitlab', issuer: 'https://gitlab.example.com', audience: 'vault' });
  expect(inVault(tree).get(`auth/${MOUNT}`)!.args).toMatchObject({ boundIssuer: 'https://gitlab.example.com' });
  expect(roleIn(tree)).toMatchObject({
    userClaim: 'project_path',
    boundAudiences: ['vault'],
    boundClaims: { project_path: 'acme/shop', ref: 'refs/heads/main' },
  });
});

test('a star of a ref is a pattern, and of nothing else', () => {
  const { tree } = withCi({ roles: { main: { ...MAIN, ref: 'refs/tags/v*' } } });
  expect(roleIn(tree)).toMatchObject({ boundClaimsType: 'glob', boundClaims: { repository: 'acme/shop' } });
});

test('who deploys has the policy of the deployer, and a token of which the plugin makes a child', () => {
  const { tree } = withCi({ roles: { main: { repository: 'acme/shop', environment: 'production', deploys: true } } });
  expect(roleIn(tree)).toMatchObject({
    boundClaims: { repository: 'acme/shop', environment: 'production' },
    tokenPolicies: ['dwcp-deployer-test'],
    tokenType: 'service',
    tokenTtl: 1800,
    tokenMaxTtl: 1800,
  });
});

test('what a job reads is in a policy of its own, and there before its role', () => {
  const vault = inVault(reading('stripe'));
  const policy = 'sys/policies/acl/test.orders.ci.main';
  expect(vault.get(policy)!.args).toEqual({
    name: 'test.orders.ci.main',
    policy: 'path "test/orders/kv/data/stripe" {\n  capabilities = ["read"]\n}\n',
  });
  const role = vault.get(`auth/${MOUNT}/role/main`)!;
  expect(role.args['tokenPolicies']).toEqual(['test.orders.ci.main']);
  expect(role.dependsOn).toEqual(
    expect.arrayContaining([`vault:index/policy:Policy ${policy}`, `vault:jwt/authBackend:AuthBackend auth/${MOUNT}`]),
  );
});

test('every rule takes it, and whoever deploys it may make it', () => {
  const tree = reading('mail', 'stripe');
  const plan = planOf(tree);
  const ofCi = judge(plan).filter(({ outcome, path }) => outcome !== 'pass' && path.includes('/ci'));
  expect(ofCi).toEqual([]);
  const hcl = policyFor(plan);
  for (const path of [`sys/auth/${MOUNT}`, `auth/${MOUNT}/config`, `auth/${MOUNT}/role/*`]) {
    expect(hcl).toContain(`path "${path}"`);
  }
});

test('its logins may be bounded like any other method', () => {
  const { tree, namespace, ci } = withCi();
  new VaultQuota(namespace, 'quota', { mount: `auth/${ci.mount}`, requestsPerSecond: 5 });
  expect(inVault(tree).get('sys/quotas/rate-limit/auth.test.orders.ci')!.args).toMatchObject({ rate: 5 });
});

test('no role is without its repository, or for every ref and environment of it, whatever is asked for', () => {
  const name = fc.stringMatching(/^[a-z*/]{0,6}$/);
  const asked = fc.record({
    repository: name,
    ref: fc.option(name, { nil: undefined }),
    environment: fc.option(name, { nil: undefined }),
  });
  fc.assert(
    fc.property(asked, ({ repository, ref, environment: stage }) => {
      const role = {
        repository,
        ...(ref !== undefined && { ref }),
        ...(stage !== undefined && { environment: stage }),
      } satisfies CiRoleProps;
      const trees: ReturnType<typeof environment>[] = [];
      if (problemsOf(() => trees.push(withCi({ roles: { main: role } }).tree)).length > 0) return;
      const { boundClaims } = roleIn(trees[0]!) as { readonly boundClaims: Readonly<Record<string, string>> };
      expect(boundClaims['repository']).toMatch(/^[^*/]+(\/[^*/]+)+$/);
      expect(`${boundClaims['ref'] ?? ''}${boundClaims['environment'] ?? ''}`).toMatch(/[^*]/);
      expect(boundClaims['environment'] ?? '').not.toContain('*');
    }),
  );
});

test('refuses what would let in more than was meant, all of it at once', () => {
  const roles = {
    any: { repository: 'acme/*', ref: 'main' },
    every: { repository: 'acme/shop' },
    stars: { repository: 'acme/shop', ref: '**', minutes: 61 },
    'Not a name': { repository: 'shop', environment: 'prod*', reads: ['stripe'] },
  } as never;
  expect(problemsOf(() => withCi({ roles, issuer: 'http://gitlab.example.com' }))).toEqual([
    expect.stringContaining("has 'acme/*' for `roles['any'].repository`; name one repository"),
    expect.stringContaining("has `roles['every']` for every job of its repository; say `ref` or `environment`"),
    expect.stringContaining("has '**' for `roles['stars'].ref`"),
    expect.stringContaining("has 61 for `roles['stars'].minutes`; write a whole number from 1 to 60"),
    expect.stringContaining("has `roles['Not a name']`, which is no name of a role"),
    expect.stringContaining("has 'shop' for `roles['Not a name'].repository`"),
    expect.stringContaining("has 'prod*' for `roles['Not a name'].environment`"),
    expect.stringContaining("has 'stripe' for `roles['Not a name'].reads[0]`"),
    expect.stringContaining("has 'http://gitlab.example.com' for `issuer`; write an https address"),
  ]);
  expect(problemsOf(() => withCi({ roles: {} }))).toEqual([
    "'test/orders/ci' has no role in `roles`; name at least one",
  ]);
});

test('refuses to read what another environment keeps', () => {
  const other = new SecureNamespace(environment(), 'orders');
  const stripe = new KeyValueSecret(other, 'stripe', { keys: ['key'], owner: 'payments@example.com' });
  expect(problemsOf(() => withCi({ roles: { main: { ...MAIN, reads: [stripe] } } }))).toEqual([
    "'test/orders/ci' has role 'main' read what another environment keeps; let it read of its own",
  ]);
});
