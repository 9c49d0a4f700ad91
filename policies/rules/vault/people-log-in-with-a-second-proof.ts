import { isLater } from '../../../constructs/plan/later';
import type { VaultResourcePlan } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { isAbsent, textOf, textsOf } from '../../fields';
import type { Judged } from '../../judged';
import type { ExampleResource } from '../../rule';

const BACKEND = 'vault:jwt/authBackend:AuthBackend';
const ROLE = 'vault:jwt/authBackendRole:AuthBackendRole';
const ENFORCED = 'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement';

const UNPROVEN = {
  field: 'backend',
  problem: 'whoever has the password of one of its people, or their session with the provider, logs in',
  fix: 'declare it by new OperatorLogin(…), or an MfaLoginEnforcement for the accessor of its method',
};

const NO_METHOD = {
  field: 'mfaMethodIds',
  problem: 'it names no second proof, so it asks for none',
  fix: 'name the method that people prove themselves by',
};

/** A provider is one password away from everybody. Jobs have no phone: this is about roles that people come by. */
export const peopleLogInWithASecondProof = defineRule({
  id: 'people-log-in-with-a-second-proof',
  subject: 'plan',
  says: 'Vault asks people who log in by a provider for a second proof.',
  because: 'one password that was phished opens what they may open',
  level: 'mandatory',
  severity: 'critical',
  topic: 'vault',
  references: ['practices:authorization', 'https://developer.hashicorp.com/vault/docs/auth/login-mfa'],
  applies: (plan) => rolesOfPeople(plan).length > 0 || of(plan, ENFORCED).length > 0,
  check: (plan) => [
    ...rolesOfPeople(plan)
      .filter((role) => !isProven(role, plan))
      .map(({ id }) => ({ resource: id, ...UNPROVEN })),
    ...of(plan, ENFORCED)
      .filter(({ args }) => !isListed(args['mfaMethodIds']))
      .map(({ id }) => ({ resource: id, ...NO_METHOD })),
  ],
  examples: {
    accepted: [
      { shows: 'a second proof for the method', resources: [backend(), role(), enforced()] },
      {
        shows: 'one for the accessor that Vault has said',
        resources: [backend({ accessor: 'auth_oidc_1' }), role(), enforced({ authMethodAccessors: ['auth_oidc_1'] })],
      },
      {
        shows: 'one for every method of the type',
        resources: [backend(), role(), enforced({ authMethodAccessors: [], authMethodTypes: ['oidc'] })],
      },
    ],
    refused: [
      { shows: 'none', resources: [backend(), role()], violations: [unproven()] },
      {
        shows: 'none, of a role that does not say its type',
        resources: [backend(), role({ roleType: null })],
        violations: [unproven()],
      },
      {
        shows: 'one for another method',
        resources: [
          backend({ accessor: 'auth_oidc_1' }),
          role(),
          enforced({ authMethodAccessors: [{ $output: 'accessor', of: `${BACKEND} auth/others` }, 'auth_oidc_2'] }),
        ],
        violations: [unproven()],
      },
      {
        shows: 'one for every method of another type',
        resources: [backend(), role(), enforced({ authMethodAccessors: null, authMethodTypes: ['ldap'] })],
        violations: [unproven()],
      },
      {
        shows: 'a method that nothing in the plan makes',
        resources: [role(), enforced()],
        violations: [unproven()],
      },
      {
        shows: 'one by nothing',
        resources: [backend(), role(), enforced({ mfaMethodIds: [] })],
        violations: [unproven(), unnamed()],
      },
      {
        shows: 'one by nothing, where people come by no provider',
        resources: [enforced({ mfaMethodIds: [] })],
        violations: [unnamed()],
      },
      {
        shows: 'one for another provider that is here, too',
        resources: [
          { ...backend({ path: 'others' }), vaultPath: 'auth/others' },
          ...[backend(), role()],
          enforced({ authMethodAccessors: [{ $output: 'accessor', of: `${BACKEND} auth/others` }] }),
        ],
        violations: [unproven()],
      },
      {
        shows: 'one for another output of the method',
        resources: [
          ...[backend(), role()],
          enforced({ authMethodAccessors: [{ $output: 'methodId', of: `${BACKEND} auth/people` }] }),
        ],
        violations: [unproven()],
      },
      {
        shows: 'one for nothing, which is not what nobody knows of the method',
        resources: [backend({ accessor: null }), role(), enforced({ authMethodAccessors: [null] })],
        violations: [unproven()],
      },
    ],
    unknown: [
      {
        shows: 'types that are no list',
        resources: [backend(), role(), enforced({ authMethodAccessors: [], authMethodTypes: 'oidc' })],
        doubts: [{ field: 'authMethodTypes', why: 'a list was expected' }],
      },
      {
        shows: 'a role of a method whose name is no text',
        resources: [backend(), role({ backend: 7 }), enforced()],
        doubts: [{ field: 'backend', why: 'text was expected' }],
      },
    ],
    skipped: [{ shows: 'jobs alone', resources: [backend({ type: 'jwt' }), role({ roleType: 'jwt' })] }],
  },
});

function of({ resources }: Judged, type: string): readonly VaultResourcePlan[] {
  return resources.filter((one) => one.api === 'vault').filter((one) => one.type === type);
}

/** Those of a browser: what Vault takes a role for that does not say. */
function rolesOfPeople(plan: Judged): readonly VaultResourcePlan[] {
  return of(plan, ROLE).filter(({ args }) => isAbsent(args['roleType']) || args['roleType'] === 'oidc');
}

function isProven({ args }: VaultResourcePlan, plan: Judged): boolean {
  const path = textOf(args['backend'], 'backend');
  const login = of(plan, BACKEND).find((one) => one.args['path'] === path);
  if (login === undefined) return false;
  return of(plan, ENFORCED).some(({ args: { authMethodAccessors, authMethodTypes, mfaMethodIds } }) => {
    if (!isListed(mfaMethodIds)) return false;
    return (
      (Array.isArray(authMethodAccessors) && authMethodAccessors.some((one: unknown) => isOf(one, login))) ||
      textsOf(authMethodTypes, 'authMethodTypes').includes(String(login.args['type']))
    );
  });
}

function isOf(accessor: unknown, { id, args }: VaultResourcePlan): boolean {
  if (isLater(accessor)) return 'of' in accessor && accessor.of === id && accessor.$output === 'accessor';
  return typeof accessor === 'string' && accessor === args['accessor'];
}

function isListed(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function unproven() {
  return { resource: `${ROLE} auth/people/role/on-call`, ...UNPROVEN };
}

function unnamed() {
  return { resource: `${ENFORCED} identity/mfa/login-enforcement/people`, ...NO_METHOD };
}

function backend(args: object = {}): ExampleResource {
  return { type: BACKEND, vaultPath: 'auth/people', args: { path: 'people', type: 'oidc', ...args } };
}

function role(args: object = {}): ExampleResource {
  const own = { backend: 'people', roleName: 'on-call', roleType: 'oidc', boundClaims: { groups: 'on-call' } };
  return { type: ROLE, vaultPath: 'auth/people/role/on-call', args: { ...own, ...args } };
}

function enforced(args: object = {}): ExampleResource {
  return {
    type: ENFORCED,
    vaultPath: 'identity/mfa/login-enforcement/people',
    args: {
      name: 'people',
      authMethodAccessors: [{ $output: 'accessor', of: `${BACKEND} auth/people` }],
      mfaMethodIds: [{ $output: 'methodId', of: 'vault:identity/mfaTotp:MfaTotp identity/mfa/method/totp/people' }],
      ...args,
    },
  };
}
