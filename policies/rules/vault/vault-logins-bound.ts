import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, textsOf } from '../../fields';
import type { Violation } from '../../violation';

const APP_ROLE = 'vault:appRole/authBackendRole:AuthBackendRole';
const JWT = 'vault:jwt/authBackendRole:AuthBackendRole';

/** Who may log in by a secret id, and who by any means, and use the token: either keeps a secret id that leaked from elsewhere. */
const ADDRESSES = ['secretIdBoundCidrs', 'tokenBoundCidrs'];

const BY_ID_ALONE = {
  field: 'bindSecretId',
  problem: 'whoever knows the id of the role may log in: it is a name, no secret',
  fix: 'remove it, or set it to true',
};

const FROM_ANYWHERE = {
  field: 'secretIdBoundCidrs',
  problem: 'a secret id that leaked opens it from anywhere',
  fix: 'name the addresses that log in',
};

const FOR_ANY_SERVICE = {
  field: 'boundAudiences',
  problem: 'a token made for another service opens it',
  fix: 'name the audience that the token is made for',
};

const BY_ANYBODY = {
  field: 'boundClaims',
  problem: 'whoever has a token of the provider may log in',
  fix: 'name the subject, or the claims that it must have',
};

/** Of a job of CI, what it is about and not whose it is: anybody may have a branch of that name, in a repository of their own. */
const ABOUT = new Set([
  ...['ref', 'ref_type', 'ref_protected', 'base_ref', 'head_ref', 'environment', 'environment_protected'],
  ...['deployment_tier', 'event_name', 'pipeline_source', 'runner_environment', 'workflow'],
]);

/** Logins without a service account: by the id of a role, and by a token of a provider. */
export const vaultLoginsBound = defineRule({
  id: 'vault-logins-bound',
  subject: 'vault',
  of: [APP_ROLE, JWT],
  says: 'Logins to Vault from outside the cluster are bound to who logs in and from where.',
  because: 'anybody else is let in with them',
  level: 'mandatory',
  severity: 'critical',
  topic: 'vault',
  references: [
    'practices:authorization',
    'https://developer.hashicorp.com/vault/api-docs/auth/approle',
    'https://developer.hashicorp.com/vault/api-docs/auth/jwt',
  ],
  check: ({ type, args }) => (type === JWT ? jwtProblems(args) : appRoleProblems(args)),
  examples: {
    accepted: [
      { shows: 'a secret id from some addresses', resources: [role(APP_ROLE, bySecretId())] },
      { shows: 'a login from some addresses', resources: [role(APP_ROLE, { tokenBoundCidrs: ['10.0.0.0/16'] })] },
      { shows: 'a subject', resources: [role(JWT, { boundAudiences: ['vault'], boundSubject: 'repo:shop' })] },
      {
        shows: 'claims',
        resources: [
          role(JWT, { boundAudiences: ['vault'], boundClaims: { repository: 'shop/api' } }),
          role(JWT, {
            boundAudiences: ['vault'],
            boundClaims: { ref: 'main', project_path: ['shop/api', 'shop/web'] },
          }),
        ],
      },
      { shows: 'a group of people', resources: [role(JWT, { roleType: 'oidc', boundClaims: { groups: 'on-call' } })] },
    ],
    refused: [
      {
        shows: 'the id of a role alone',
        resources: [role(APP_ROLE, { ...bySecretId(), bindSecretId: false })],
        violations: [BY_ID_ALONE],
      },
      {
        shows: 'a secret id from anywhere',
        resources: [role(APP_ROLE, {}), role(APP_ROLE, { secretIdBoundCidrs: ['10.0.0.0/16', '0.0.0.0/0'] })],
        violations: [FROM_ANYWHERE, FROM_ANYWHERE],
      },
      {
        shows: 'any token of a provider',
        resources: [role(JWT, { boundSubject: '', boundClaims: {} })],
        violations: [FOR_ANY_SERVICE, BY_ANYBODY],
      },
      {
        shows: 'claims that anything matches',
        resources: [
          role(JWT, { boundAudiences: ['vault'], boundClaims: { repository: '*' }, boundClaimsType: 'glob' }),
          role(JWT, { boundAudiences: ['vault'], boundClaims: { repository: ['**'] }, boundClaimsType: 'glob' }),
        ],
        violations: [BY_ANYBODY, BY_ANYBODY],
      },
      ...[...ABOUT].map((claim) => ({
        shows: `a claim that says nothing of whose it is: ${claim}`,
        resources: [role(JWT, { boundAudiences: ['vault'], boundClaims: { [claim]: 'main' } })],
        violations: [BY_ANYBODY],
      })),
      {
        shows: 'anybody whom a provider knows',
        resources: [role(JWT, { roleType: 'oidc', boundClaims: {} })],
        violations: [BY_ANYBODY],
      },
    ],
  },
});

function appRoleProblems(args: Readonly<Record<string, unknown>>): readonly Violation[] {
  const bounded = ADDRESSES.some((field) => {
    const addresses = textsOf(args[field], field);
    return addresses.length > 0 && !addresses.some((address) => address.endsWith('/0'));
  });
  return [...(args['bindSecretId'] === false ? [BY_ID_ALONE] : []), ...(bounded ? [] : [FROM_ANYWHERE])];
}

function jwtProblems({ boundAudiences, boundSubject, boundClaims, roleType }: Readonly<Record<string, unknown>>) {
  const isNamed = !isAbsent(boundSubject) && boundSubject !== '';
  // A claim may be one value or a list of them.
  const claims = Object.entries(fieldsOf(boundClaims, 'boundClaims')).flatMap(([name, values]) =>
    ABOUT.has(name) ? [] : [values].flat(),
  );
  // People come by a browser, and Vault compares the audience of their tokens with the id of its client.
  const hasAudience = roleType === 'oidc' || textsOf(boundAudiences, 'boundAudiences').length > 0;
  return [
    ...(hasAudience ? [] : [FOR_ANY_SERVICE]),
    ...(isNamed || claims.some((claim) => !/^\**$/.test(String(claim))) ? [] : [BY_ANYBODY]),
  ];
}

function bySecretId() {
  return { secretIdBoundCidrs: ['10.0.0.0/16'] };
}

function role(type: string, args: Readonly<Record<string, unknown>>) {
  return { type, vaultPath: 'auth/ci/role/deployer', args: { backend: 'ci', roleName: 'deployer', ...args } };
}
