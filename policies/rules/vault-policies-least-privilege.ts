import { textOf } from '../fields';
import { each, type VaultRule, type Violation } from '../rule';
import { grantsOf, type PathGrant } from '../vault-policy';

/** A policy is held by every workload that logs in with it, so it grants what one of them needs and no more. */
export const vaultPoliciesLeastPrivilege: VaultRule = {
  id: 'vault-policies-least-privilege',
  judges: 'vault',
  description:
    'Vault policies name the paths that they open and leave Vault itself alone, because a wildcard opens it all.',
  level: 'mandatory',
  check: ({ type, args }) => {
    if (type !== 'vault:index/policy:Policy') return undefined;
    return each(grantsOf(textOf(args['policy'], 'policy'), 'policy'), problemsOf);
  },
};

const READING = new Set(['read', 'list', 'deny']);

function problemsOf({ path, capabilities }: PathGrant): readonly Violation[] {
  if (capabilities.includes('deny')) return [];
  const violations: Violation[] = [];
  // Vault reads `+` as any one segment and a final `*` as anything.
  const literal = path.slice(0, path.search(/[*+]|$/));
  if (literal === '') {
    violations.push({
      field: 'policy',
      problem: `path '${path}' begins with a wildcard, so it opens every secrets engine`,
      fix: 'name the path from its mount on',
    });
  } else if (reachesSystem(path, literal) && capabilities.some((capability) => !READING.has(capability))) {
    violations.push({
      field: 'policy',
      problem: `path '${path}' changes Vault itself`,
      fix: 'remove it; mounts, policies and logins are changed by a deployment only',
    });
  }
  if (capabilities.includes('sudo')) {
    violations.push({
      field: 'policy',
      problem: `path '${path}' grants sudo, which opens what only root may do`,
      fix: 'remove it',
    });
  }
  return violations;
}

function reachesSystem(path: string, literal: string): boolean {
  return path.startsWith('sys/') || (literal !== path && 'sys/'.startsWith(literal));
}
