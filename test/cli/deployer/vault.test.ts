import { policyFor } from '../../../cli/deployer/vault/policy';
import { vaultResource } from '../../../constructs/plan/resource';
import { referencePlan } from '../../support/reference';
import { capabilitiesIn, planOf } from './support';

describe.each(['dev', 'staging', 'production'])('the token that deploys %s', (environment) => {
  const can = capabilitiesIn(policyFor(referencePlan(environment)));
  const other = environment === 'dev' ? 'staging' : 'dev';

  test('makes, reads and changes what is planned, and has a child', () => {
    const whole = ['create', 'read', 'update', 'delete'];
    expect(can(`${environment}/dwcp/dwcp-postgres/roles/dwcp-api`)).toEqual(whole);
    expect(can(`${environment}/dwcp/dwcp-redis/roles/dwcp-worker`)).toEqual(whole);
    expect(can(`auth/${environment}/dwcp/kubernetes/role/dwcp-api`)).toEqual(whole);
    expect(can(`sys/policies/acl/${environment}.dwcp.dwcp-api`)).toEqual(whole);
    expect(can(`sys/auth/${environment}/dwcp/kubernetes`)).toEqual([...whole, 'sudo']);
    expect(can(`auth/${environment}/dwcp/kubernetes/config`)).toEqual(['create', 'read', 'update']);
    expect(can('auth/token/create')).toEqual(['update']);
  });

  test.each([
    `${environment}/dwcp/dwcp-postgres/creds/dwcp-api`,
    `${environment}/dwcp/dwcp-postgres/rotate-root/dwcp-postgres`,
    `${environment}/dwcp/dwcp-redis/issue/dwcp-api`,
    `${environment}/dwcp/dwcp-redis/issuer/default/issue/dwcp-api`,
    `${environment}/dwcp/dwcp-redis/root`,
    `${other}/dwcp/dwcp-postgres/roles/dwcp-api`,
    `sys/policies/acl/${other}.dwcp.dwcp-api`,
    `sys/policies/acl/dwcp-deployer-${environment}`,
    'sys/policies/acl/root',
    `sys/mounts/${other}/dwcp/dwcp-postgres`,
    `sys/mounts`,
    `sys/auth/token`,
    `auth/${environment}/dwcp/kubernetes/login`,
    'auth/token/create-orphan',
    'sys/raw/x',
    'sys/audit/file',
    'secret/data/x',
  ])('has nothing to do with %s', (path) => {
    expect(can(path)).toEqual([]);
  });
});

test('an engine that holds data is not deleted where data is protected', () => {
  const can = (environment: string) =>
    capabilitiesIn(policyFor(referencePlan(environment)))(`sys/mounts/${environment}/dwcp/dwcp-postgres`);
  expect(can('dev')).toContain('delete');
  expect(can('staging')).not.toContain('delete');
});

test('a policy whose name has no part in common with others is one policy', () => {
  const args = { name: 'alone', policy: '' };
  const plan = planOf([
    vaultResource({ type: 'vault:index/policy:Policy', vaultPath: 'sys/policies/acl/alone', args }, ''),
  ]);
  const can = capabilitiesIn(policyFor(plan));
  expect([can('sys/policies/acl/alone').length, can('sys/policies/acl/alone-2').length]).toEqual([4, 0]);
});

test('of a type that is not known, it is the path that it configures', () => {
  const plan = planOf([vaultResource({ type: 'vault:x/y:Y', vaultPath: 'kv/config', args: {} }, '')]);
  expect(capabilitiesIn(policyFor(plan))('kv/config')).toEqual(['create', 'read', 'update', 'delete']);
});

test('refuses an environment that has nothing in Vault', () => {
  expect(() => policyFor(planOf([]))).toThrow("'live' has nothing in Vault; ask for --format yaml");
});

test('an engine that was called otherwise is moved from there, to where it is, and nothing else is moved anywhere', () => {
  const mount = vaultResource(
    { type: 'vault:index/mount:Mount', vaultPath: 'shop/orders', args: { path: 'shop/orders', type: 'kv' } },
    '',
  );
  const policy = policyFor(planOf([{ ...mount, formerly: ['vault:index/mount:Mount orders'] }]));
  expect(policy).toContain(`path "sys/remount" {
  capabilities = ["update", "sudo"]
  allowed_parameters = {
    "from" = ["orders"]
    "to" = ["shop/orders"]
  }
}
`);
  expect(capabilitiesIn(policy)('sys/mounts/orders')).toContain('read');
  expect(policyFor(planOf([mount]))).not.toContain('remount');
});

test('a role that was called otherwise is deleted where it was', () => {
  const type = 'vault:database/secretBackendRole:SecretBackendRole';
  const role = vaultResource({ type, vaultPath: 'shop/db/roles/api', args: {} }, '');
  const policy = policyFor(planOf([{ ...role, formerly: [`${type} db/roles/api`] }]));
  expect(capabilitiesIn(policy)('db/roles/api')).toContain('delete');
  expect(policy).not.toContain('remount');
});
