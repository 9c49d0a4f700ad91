import { defineRule } from '../../define-rule';
import { isAbsent, textsOf } from '../../fields';
import type { Violation } from '../../violation';

const ROLE = 'vault:kubernetes/authBackendRole:AuthBackendRole';

const BOUND = {
  boundServiceAccountNames: 'service account',
  boundServiceAccountNamespaces: 'namespace',
} as const;

const BY_LABEL = {
  field: 'boundServiceAccountNamespaceSelector',
  problem: 'whoever may label a namespace may log in with it',
  fix: 'remove it and name each namespace',
};

const BY_DEFAULT = {
  field: 'boundServiceAccountNames',
  problem: 'every pod that names no service account may log in with it',
  fix: 'name a service account made for the workload, not default',
};

const FOR_ANYBODY = {
  field: 'audience',
  problem: 'a token made for another service opens it',
  fix: 'name the audience that the token is made for',
};

/** A role that any service account may log in to is one credential for the whole cluster. */
export const vaultRolesBound = defineRule({
  id: 'vault-roles-bound',
  subject: 'vault',
  of: [ROLE],
  says: 'Logins to Vault are bound to named service accounts and to an audience.',
  because: 'any other token opens them otherwise',
  level: 'mandatory',
  severity: 'critical',
  topic: 'vault',
  references: ['practices:authorization', 'practices:secrets-management'],
  check: ({ args }) => {
    const { audience, boundServiceAccountNamespaceSelector: selector } = args;
    const named = (field: string) => textsOf(args[field], field);
    return [
      ...Object.entries(BOUND).flatMap(([field, what]) => {
        const bound = named(field);
        return bound.length > 0 && !bound.some((name) => name.includes('*')) ? [] : [unbound(field, what)];
      }),
      ...(named('boundServiceAccountNames').includes('default') ? [BY_DEFAULT] : []),
      ...(isAbsent(selector) || selector === '' ? [] : [BY_LABEL]),
      ...(isAbsent(audience) || audience === '' ? [FOR_ANYBODY] : []),
    ];
  },
  examples: {
    accepted: [
      { shows: 'one service account of one namespace', resources: [role({})] },
      { shows: 'namespaces by no label', resources: [role({ boundServiceAccountNamespaceSelector: '' })] },
    ],
    refused: [
      {
        shows: 'any service account',
        resources: [role({ boundServiceAccountNames: ['api', 'web-*'] })],
        violations: [unbound('boundServiceAccountNames', 'service account')],
      },
      {
        shows: 'the service account of pods that name none',
        resources: [role({ boundServiceAccountNames: ['default'] })],
        violations: [BY_DEFAULT],
      },
      {
        shows: 'any namespace',
        resources: [role({ boundServiceAccountNamespaces: [] })],
        violations: [unbound('boundServiceAccountNamespaces', 'namespace')],
      },
      {
        shows: 'namespaces by label',
        resources: [role({ boundServiceAccountNamespaceSelector: '{"matchLabels":{"team":"shop"}}' })],
        violations: [BY_LABEL],
      },
      { shows: 'tokens for anybody', resources: [role({ audience: null })], violations: [FOR_ANYBODY] },
      { shows: 'tokens for nobody by name', resources: [role({ audience: '' })], violations: [FOR_ANYBODY] },
    ],
  },
});

function unbound(field: string, what: string): Violation {
  return { field, problem: `any ${what} may log in with it`, fix: `name each ${what}, without a wildcard` };
}

function role(change: object) {
  return {
    type: ROLE,
    vaultPath: 'auth/kubernetes/role/api',
    args: {
      roleName: 'api',
      boundServiceAccountNames: ['api'],
      boundServiceAccountNamespaces: ['shop'],
      audience: 'vault',
      ...change,
    },
  };
}
