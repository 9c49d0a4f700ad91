import { defineRule } from '../../define-rule';
import { textOf } from '../../fields';
import { grantsOf, type PathGrant } from '../../vault-policy';
import { opensSecretOfVault } from '../../vault-secrets';
import type { Violation } from '../../violation';

const POLICY = 'vault:index/policy:Policy';

const READING = new Set(['read', 'list']);

/** Mounts and policies, who may log in, and whom a login stands for: each of them opens the others. */
const VAULT_ITSELF = ['sys/', 'auth/', 'identity/'];

/** Segments of an engine's API, after its mount: what stands between it and the name of a secret or a role. */
const API = new Set([
  ...['data', 'metadata', 'delete', 'undelete', 'destroy', 'subkeys', 'creds', 'static-creds', 'issue', 'sign'],
  ...['encrypt', 'decrypt', 'rewrap', 'hmac', 'cmac', 'verify', 'random', 'hash', 'datakey', 'code', 'library'],
  ...['static-cred', 'sts', 'roleset', 'static-account', 'impersonated-account', 'encode', 'decode'],
]);

/** Segments of transit that hand out the keys themselves. */
const EXPORTS = ['export', 'backup', 'byok-export'];

/** Segments that lead to what an engine works with: its connections, roles, keys and authorities; and to Vault, in a namespace. */
const CONFIGURATION = new Set([
  ...['config', 'role', 'roles', 'static-role', 'static-roles', 'rotate-root', 'rotate-role', 'reset', 'tune'],
  ...['root', 'intermediate', 'issuer', 'issuers', 'keys', 'sign-verbatim', 'sign-intermediate', 'sign-self-issued'],
  ...[...EXPORTS, 'restore', 'sys', 'auth', 'identity'],
]);

/** What the holder of a token does with that token alone; Vault's own default policy grants it to everyone. */
const OWN_TOKEN = new Set(['auth/token/lookup-self', 'auth/token/renew-self', 'auth/token/revoke-self']);

/** Ends a lease, whosever it is: the path is the same for all of them. */
const REVOKE = 'sys/leases/revoke';

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
      { shows: 'a wildcard below what one workload owns', resources: [policy('secret/data/api/*', 'read')] },
      { shows: 'a star inside of a name, which is none', resources: [policy('db/con*fig/api', 'update')] },
      {
        shows: 'secrets without versions, with names like and unlike those of an engine',
        resources: [policies(['kv/api/*', 'kv/api*', 'kv/configs/api'], 'read', 'update')],
      },
      { shows: 'a secret that is called config', resources: [policy('secret/data/config/api', 'update')] },
      ...['sys/*', '*', 'sys/raw/*'].map((path) => ({
        shows: `what is forbidden: ${path}`,
        resources: [policy(path, 'deny')],
      })),
      {
        shows: 'what a token does with itself',
        resources: [
          policies(
            ['lookup', 'renew', 'revoke'].map((verb) => `auth/token/${verb}-self`),
            'update',
          ),
        ],
      },
      {
        shows: 'what Vault says of itself, and holds no secret',
        resources: [
          policies(
            ...[['sys/health', 'sys/policies/*', 'sys/storage/raft/configuration', 'auth/kubernetes/role/api']],
            ...['read', 'list'],
          ),
        ],
      },
      {
        shows: 'names that are those of exports, or of what Vault keeps to itself',
        resources: [
          policies(['secret/data/export/api', 'secret/data/sys/raw', 'transit/keys/backup', 'transit/keys/b*'], 'read'),
          policies(['transit/encrypt/backup', 'transit/decrypt/export'], 'update'),
        ],
      },
      { shows: 'the end of what one workload was given', resources: [revoking(['database/creds/api/*'])] },
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
      ...[
        ['production/*', 'production/+/creds/api', 'secret/*', 'database/creds/+', 'database/creds*', 'secret/data*'],
        ['data', 'metadata', 'delete', 'undelete', 'destroy', 'subkeys'].map((word) => `secret/${word}/*`),
        ['static-creds', 'issue', 'sign', 'code', 'library', 'static-cred', 'sts'].map((word) => `engine/${word}/*`),
        ['roleset', 'static-account', 'impersonated-account', 'encode', 'decode'].map((word) => `engine/${word}/*`),
        ['encrypt', 'decrypt', 'rewrap', 'hmac', 'cmac', 'verify', 'random', 'hash', 'datakey'].map(
          (word) => `transit/${word}/*`,
        ),
      ].map((paths) => ({
        shows: `wildcards for all that is there: ${paths.join(', ')}`,
        resources: [policies(paths, 'read')],
        violations: paths.map(everything),
      })),
      ...[
        ['db/config/*', 'db/config*', 'db/conf*', 'production/db/roles/api'],
        ['config', 'role', 'static-role', 'static-roles', 'rotate-root', 'rotate-role', 'reset'].map(
          (word) => `db/${word}/api`,
        ),
        ['root', 'intermediate', 'issuer', 'issuers', 'sign-verbatim'].map((word) => `pki/${word}/api`),
        ['pki/root/sign-intermediate', 'pki/sign-intermediate', 'pki/sign-self-issued', 'secret/tune'],
        ['keys', 'export', 'backup', 'restore'].map((word) => `transit/${word}/api`),
        ['team/sys/mounts/api', 'team/auth/kubernetes/login', 'team/identity/entity'],
      ].map((paths) => ({
        shows: `the right to change what engines work with: ${paths.join(', ')}`,
        resources: [policies(paths, 'update')],
        violations: paths.map(ofEngine),
      })),
      ...[
        ['transit/export/encryption-key/api', 'transit/export/*', 'transit/exp*', 'transit/backup/api'],
        ['transit/byok-export/api/other', 'team/transit/export/signing-key/api/latest'],
        ['sys/raw/core/keyring', 'sys/*', 'sys/+/core/keyring', 'sys/storage/raft/snapshot', 'sys/storage/*'],
        ['sys/storage/raft/snapshot-force', 'sys/rekey/backup', 'sys/rekey-recovery-key/backup'],
        ['sys/pprof/heap', 'sys/monitor', 'sys/mon*', 'team/sys/raw/core', 'identity/oidc/client/api'],
        ['auth/approle/role/api/role-id', 'auth/*', 'auth/approle/role/*', 'identity/*'],
      ].map((paths) => ({
        shows: `keys and what else Vault keeps to itself: ${paths.join(', ')}`,
        resources: [policies(paths, 'read')],
        violations: paths.map(ofSecrets),
      })),
      {
        shows: 'the names of what Vault stores',
        resources: [policy('sys/raw/', 'list')],
        violations: [ofSecrets('sys/raw/')],
      },
      {
        shows: 'the right to change policies, in a namespace of Vault',
        resources: [policy('team/sys/policies/acl/*', 'update')],
        violations: [ofEngine('team/sys/policies/acl/*')],
      },
      {
        shows: 'the end of what any workload was given',
        resources: [revoking(['database/creds/*'])],
        violations: [ofVault(REVOKE)],
      },
      {
        shows: 'the end of what one workload was given, and of what any was',
        resources: [revoking(['database/creds/api/*', 'database/creds/*'])],
        violations: [ofVault(REVOKE)],
      },
      { shows: 'the end of anything, by a list of nothing', resources: [revoking([])], violations: [ofVault(REVOKE)] },
      {
        shows: 'something else with a lease',
        resources: [revoking(['database/creds/api/*'], 'sys/leases/renew')],
        violations: [ofVault('sys/leases/renew')],
      },
      {
        shows: 'the end of any lease',
        resources: [policy(REVOKE, 'update')],
        violations: [ofVault(REVOKE)],
      },
      {
        shows: 'the right to read a policy and to change it',
        resources: [policy('sys/policies/acl/api', 'read', 'update')],
        violations: [ofVault('sys/policies/acl/api')],
      },
      {
        shows: 'the right to change who may log in, as root',
        resources: [policy('auth/kubernetes/role/*', 'update', 'sudo')],
        violations: [ofVault('auth/kubernetes/role/*'), asRoot('auth/kubernetes/role/*')],
      },
    ],
    skipped: [
      { shows: 'a policy that grants nothing', resources: [{ ...policy('any'), args: { name: 'api', policy: '' } }] },
    ],
  },
});

function grantsIn({ policy }: Readonly<Record<string, unknown>>): readonly PathGrant[] {
  return grantsOf(textOf(policy, 'policy'), 'policy');
}

function problemsOf(grant: PathGrant): readonly Violation[] {
  const { path, capabilities } = grant;
  if (capabilities.includes('deny')) return [];
  const changes = capabilities.some((capability) => !READING.has(capability)) && !endsOwnLeases(grant);
  return [...widthProblems(path, changes), ...(capabilities.includes('sudo') ? [asRoot(path)] : [])];
}

function widthProblems(path: string, changes: boolean): readonly Violation[] {
  if (leavesMountOpen(path)) return [wildcard(path)];
  if (changes && isOfVaultItself(path)) return [ofVault(path)];
  if (changes && isOfEngineItself(path)) return [ofEngine(path)];
  if (handsOutSecrets(path)) return [ofSecrets(path)];
  return !isOfVaultItself(path) && opensEverything(path) ? [everything(path)] : [];
}

function everything(path: string): Violation {
  return {
    field: 'policy',
    problem: `path '${path}' has a wildcard where the name of a secret or role stands, so it opens all of them`,
    fix: 'name what the workload needs, or a folder of its own',
  };
}

function ofEngine(path: string): Violation {
  return {
    field: 'policy',
    problem: `path '${path}' changes what a secrets engine works with`,
    fix: 'remove it; engines, their roles and their authorities are changed by a deployment only',
  };
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

function ofSecrets(path: string): Violation {
  return {
    field: 'policy',
    problem: `path '${path}' hands out keys of an engine or what Vault keeps to itself`,
    fix: 'remove it; exports and snapshots are for people in an emergency, by a policy that no workload holds',
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
  return policies([path], ...capabilities);
}

function policies(paths: readonly string[], ...capabilities: readonly string[]) {
  const hcl = paths.map((path) => `path "${path}" {\n  capabilities = ${JSON.stringify(capabilities)}\n}\n`).join('');
  return { type: POLICY, vaultPath: 'sys/policies/acl/api', args: { name: 'api', policy: hcl } };
}

function revoking(leases: readonly string[], path = REVOKE) {
  const hcl = `path "${path}" {\n  capabilities = ["update"]\n  allowed_parameters = { "lease_id" = ${JSON.stringify(leases)} }\n}\n`;
  return { type: POLICY, vaultPath: 'sys/policies/acl/api', args: { name: 'api', policy: hcl } };
}

/** Whether it says which leases may be ended, and none of that is wider than what a workload may be given. */
function endsOwnLeases({ path, parameters = {} }: PathGrant): boolean {
  // A list that is empty allows every value.
  const leases = parameters['lease_id'] ?? [];
  return path === REVOKE && leases.length > 0 && !leases.some((one) => leavesMountOpen(one) || opensEverything(one));
}

/** Vault reads `+` as any one segment and a final `*` as anything: a mount is named when a whole segment comes first. */
function leavesMountOpen(path: string): boolean {
  const mount = path.split('/')[0]!;
  return mount === '+' || mount.includes('*');
}

function isOfVaultItself(path: string): boolean {
  return VAULT_ITSELF.some((start) => path.startsWith(start)) && !OWN_TOKEN.has(path);
}

/** Whether nothing but the mount and words of the API are named before the first wildcard. */
function opensEverything(path: string): boolean {
  const segments = path.split('/');
  const open = segments.findIndex((segment) => segment === '+' || segment.endsWith('*'));
  if (open === -1) return false;
  const named = [...segments.slice(1, open), segments[open]!.slice(0, -1)];
  return named.every((segment) => segment === '' || API.has(segment));
}

/** Whether the first word of the API in it is one of configuration: behind `data`, anything is the name of a secret. */
function isOfEngineItself(path: string): boolean {
  const word = fromWordOn(path)[0];
  return word !== undefined && !API.has(word);
}

/** Whether it hands out keys of an engine, or what Vault keeps to itself, in a namespace of it or in none. */
function handsOutSecrets(path: string): boolean {
  const below = isOfVaultItself(path) ? path.split('/') : fromWordOn(path);
  return below.slice(0, 1).some((word) => isOneOf(EXPORTS, word)) || opensSecretOfVault(below);
}

/** What of a path follows its mount, from the first word of the API or of configuration on; the rest are names. */
function fromWordOn(path: string): readonly string[] {
  const behindMount = path.split('/').slice(1);
  const first = behindMount.findIndex((segment) => API.has(segment) || isOneOf(CONFIGURATION, segment));
  return first === -1 ? [] : behindMount.slice(first);
}

/** Whether it is one of the words, or a wildcard that one begins with. */
function isOneOf(words: Iterable<string>, segment: string): boolean {
  const begins = segment.length > 1 && segment.endsWith('*');
  return [...words].some((word) => (begins ? word.startsWith(segment.slice(0, -1)) : word === segment));
}
