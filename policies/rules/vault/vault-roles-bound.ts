import { isAbsent, textsOf } from '../../fields';
import { each, type VaultRule } from '../../former';
import type { Violation } from '../../violation';

const BOUND = {
  boundServiceAccountNames: 'service account',
  boundServiceAccountNamespaces: 'namespace',
} as const;

/** A role that any service account may log in to is one credential for the whole cluster. */
export const vaultRolesBound: VaultRule = {
  id: 'vault-roles-bound',
  judges: 'vault',
  description:
    'Logins to Vault are bound to named service accounts and to an audience, so that no other token opens them.',
  level: 'mandatory',
  check: ({ type, args }) => {
    if (type !== 'vault:kubernetes/authBackendRole:AuthBackendRole') return undefined;
    return each([args], ({ audience, boundServiceAccountNamespaceSelector: selector }) => {
      const violations: Violation[] = Object.entries(BOUND).flatMap(([field, what]) => {
        const bound = textsOf(args[field], field);
        if (bound.length > 0 && !bound.some((name) => name.includes('*'))) return [];
        return [{ field, problem: `any ${what} may log in with it`, fix: `name each ${what}, without a wildcard` }];
      });
      if (!isAbsent(selector) && selector !== '') {
        violations.push({
          field: 'boundServiceAccountNamespaceSelector',
          problem: 'whoever may label a namespace may log in with it',
          fix: 'remove it and name each namespace',
        });
      }
      if (isAbsent(audience) || audience === '') {
        violations.push({
          field: 'audience',
          problem: 'a token made for another service opens it',
          fix: 'name the audience that the token is made for',
        });
      }
      return violations;
    });
  },
};
