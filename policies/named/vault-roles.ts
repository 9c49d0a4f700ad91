import { kindOf } from '../../constructs/plan/kinds';
import type { Manifest, VaultResourcePlan } from '../../constructs/plan/resource';
import { type Fields, fieldsOf } from '../fields';
import type { Reference } from './reference';

/** How the Vault Secrets Operator asks for a role of Vault. */
interface Ask {
  /** The type of the role in Pulumi. */
  readonly kind: string;
  readonly field: string;
  /** What it says there. */
  readonly said: (spec: Fields) => unknown;
}

const AUTH_ROLE = 'vault:kubernetes/authBackendRole:AuthBackendRole';

const ASKS: Readonly<Record<string, Ask>> = {
  'secrets.hashicorp.com/VaultAuth': {
    kind: AUTH_ROLE,
    field: 'spec.kubernetes.role',
    said: ({ kubernetes }) => fieldsOf(kubernetes, 'spec.kubernetes')['role'],
  },
  'secrets.hashicorp.com/VaultDynamicSecret': {
    kind: 'vault:database/secretBackendRole:SecretBackendRole',
    field: 'spec.path',
    said: ({ path }) => /^creds\/(.+)$/.exec(String(path))?.[1],
  },
  'secrets.hashicorp.com/VaultPKISecret': {
    kind: 'vault:pkiSecret/secretBackendRole:SecretBackendRole',
    field: 'spec.role',
    said: ({ role }) => role,
  },
};

const ROLES: ReadonlySet<string> = new Set(Object.values(ASKS).map(({ kind }) => kind));

/** The role of Vault that an object asks for; the mount is told as its namespace. */
export function vaultRolesIn(object: Manifest): readonly Reference[] {
  const kind = kindOf(object);
  if (!Object.hasOwn(ASKS, kind)) return [];
  const ask = ASKS[kind]!;
  const spec = fieldsOf(object['spec'], 'spec');
  const [name, mount] = [ask.said(spec), spec['mount']];
  if (typeof name !== 'string' || typeof mount !== 'string') return [];
  return [{ field: ask.field, kind: ask.kind, name, namespace: mount }];
}

/** The name and the mount of a role; undefined for what is none. */
export function vaultRoleOf({ type, args }: VaultResourcePlan): { name: string; mount: string } | undefined {
  if (!ROLES.has(type)) return undefined;
  const [name, mount] = [args[type === AUTH_ROLE ? 'roleName' : 'name'], args['backend']];
  return typeof name === 'string' && typeof mount === 'string' ? { name, mount } : undefined;
}
