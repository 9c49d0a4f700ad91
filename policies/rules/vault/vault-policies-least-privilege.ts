import { defineRule } from '../../define-rule';
import { textOf } from '../../fields';
import { grantsOf, type PathGrant } from '../../vault-policy';
import type { Violation } from '../../violation';

const POLICY = 'vault:index/policy:Policy';

const READING = new Set(['read', 'list', 'deny']);

/** Mounts and policies, who may log in, and whom a login stands for: each of them opens the others. */
const VAULT_ITSELF = ['sys/', 'auth/', 'identity/'];

/** What the holder of a token does with that token alone; Vault's own default policy grants it to everyone. */
const OWN_TOKEN = new Set(['auth/token/lookup-self', 'auth/token/renew-self', 'auth/token/revoke-self']);

/** A policy is held by every workload that logs in with it, so it grants what one of them needs and no more. */
export const vaultPoliciesLeastPrivilege = defineRule({
  id: 'vault-policies-least-privilege',
  subject: 'vault',
  of: [POLICY],
  says: 'Vault policies name the paths that they open and leave Vault itself alone.',
  because: 'a wildcard opens it all',
  level: 'mandatory',
  severity: 'critical',
  topic: 'vault',
  references: ['practices:authorization', 'practices:secrets-management'],
  applies: ({ args }) => grantsIn(args).length > 0,
  check: ({ args }) => grantsIn(args).flatMap(problemsOf),
  examples: {
    accepted: [
      { shows: 'what one workload reads', resources: [policy('database/creds/api', 'read')] },
      { shows: 'a wildcard inside one mount', resources: [policy('transit/*', 'update')] },
      { shows: 'what is forbidden', resources: [policy('sys/*', 'deny')] },
      { shows: 'what a token does with itself', resources: [policy('auth/token/renew-self', 'update')] },
    ],
    refused: [
      {
        shows: 'a wildcard for the mount',
        resources: [policy('+/creds/api', 'read')],
        violations: [wildcard('+/creds/api')],
      },
      {
        shows: 'a wildcard in the name of the mount',
        resources: [policy('data*', 'read')],
        violations: [wildcard('data*')],
      },
      {
        shows: 'the right to change who may log in, as root',
        resources: [policy('auth/kubernetes/role/*', 'update', 'sudo')],
        violations: [ofVault('auth/kubernetes/role/*'), asRoot('auth/kubernetes/role/*')],
      },
    ],
  },
});

function grantsIn({ policy }: Readonly<Record<string, unknown>>): readonly PathGrant[] {
  return grantsOf(textOf(policy, 'policy'), 'policy');
}

function problemsOf({ path, capabilities }: PathGrant): readonly Violation[] {
  if (capabilities.includes('deny')) return [];
  const changes = capabilities.some((capability) => !READING.has(capability));
  return [
    ...(leavesMountOpen(path) ? [wildcard(path)] : isOfVaultItself(path) && changes ? [ofVault(path)] : []),
    ...(capabilities.includes('sudo') ? [asRoot(path)] : []),
  ];
}

function wildcard(path: string): Violation {
  return {
    field: 'policy',
    problem: `path '${path}' has a wildcard in its mount, so it opens more than one secrets engine`,
    fix: 'name the path from its mount on',
  };
}

function ofVault(path: string): Violation {
  return {
    field: 'policy',
    problem: `path '${path}' changes Vault itself`,
    fix: 'remove it; mounts, policies and logins are changed by a deployment only',
  };
}

function asRoot(path: string): Violation {
  return {
    field: 'policy',
    problem: `path '${path}' grants sudo, which opens what only root may do`,
    fix: 'remove it',
  };
}

function policy(path: string, ...capabilities: readonly string[]) {
  const hcl = `path "${path}" {\n  capabilities = ${JSON.stringify(capabilities)}\n}\n`;
  return { type: POLICY, vaultPath: 'sys/policies/acl/api', args: { name: 'api', policy: hcl } };
}

/** Vault reads `+` as any one segment and a final `*` as anything: a mount is named when a whole segment comes first. */
function leavesMountOpen(path: string): boolean {
  const [mount = ''] = path.split('/');
  return mount === '+' || mount.includes('*');
}

function isOfVaultItself(path: string): boolean {
  return VAULT_ITSELF.some((start) => path.startsWith(start)) && !OWN_TOKEN.has(path);
}
