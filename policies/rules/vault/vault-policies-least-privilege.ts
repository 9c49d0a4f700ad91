import { textOf } from '../../fields';
import { each, type VaultRule } from '../../former';
import { grantsOf, type PathGrant } from '../../vault-policy';
import type { Violation } from '../../violation';

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

/** Mounts and policies, who may log in, and whom a login stands for: each of them opens the others. */
const VAULT_ITSELF = ['sys/', 'auth/', 'identity/'];

/** What the holder of a token does with that token alone; Vault's own default policy grants it to everyone. */
const OWN_TOKEN = new Set(['auth/token/lookup-self', 'auth/token/renew-self', 'auth/token/revoke-self']);

function problemsOf({ path, capabilities }: PathGrant): readonly Violation[] {
  if (capabilities.includes('deny')) return [];
  const violations: Violation[] = [];
  if (leavesMountOpen(path)) {
    violations.push({
      field: 'policy',
      problem: `path '${path}' has a wildcard in its mount, so it opens more than one secrets engine`,
      fix: 'name the path from its mount on',
    });
  } else if (isOfVaultItself(path) && capabilities.some((capability) => !READING.has(capability))) {
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

/** Vault reads `+` as any one segment and a final `*` as anything: a mount is named when a whole segment comes first. */
function leavesMountOpen(path: string): boolean {
  const [mount = ''] = path.split('/');
  return mount === '+' || mount.includes('*');
}

function isOfVaultItself(path: string): boolean {
  return VAULT_ITSELF.some((start) => path.startsWith(start)) && !OWN_TOKEN.has(path);
}
