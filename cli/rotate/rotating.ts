import { KEPT_SECRET } from '../../constructs/plan/kept-secret';
import type { Plan } from '../../constructs/plan/plan';
import type { KubernetesResource, VaultResourcePlan } from '../../constructs/plan/resource';
import { STANDARDS } from '../../constructs/standards';
import { replacedSeconds } from '../../constructs/vault/rotation';

/** How something that rotates is asked for in Vault. */
export type Asked =
  | { readonly kind: 'key'; readonly path: string }
  | { readonly kind: 'secret'; readonly path: string }
  | { readonly kind: 'login'; readonly mount: string; readonly role: string }
  | { readonly kind: 'certificate'; readonly mount: string; readonly name: string }
  | { readonly kind: 'authority'; readonly mount: string; readonly issuer: string };

/** A credential of a plan that has to be followed by another. */
export interface Rotating {
  readonly asked: Asked;
  /** As Vault knows it: `production/shop/transit/keys/cards`. */
  readonly name: string;
  /** How old it is at the most when its successor is there, in seconds. @default - its end says it */
  readonly withinSeconds?: number;
  /** Who sees to that. */
  readonly by: string;
  /** The path of Vault that makes one: what the audit has of it. @default - Vault makes it by itself, unasked */
  readonly madeAt?: string;
}

const [HOUR_SECONDS, DAY_SECONDS] = [3_600, 86_400];

/** Once an hour Vault looks which of its keys are due. */
const KEYS_LATE_SECONDS = HOUR_SECONDS;

/**
 * So long before its end at the latest a root is followed by the next: what it signs must not outlive it. One below a root is
 * followed at half of its life, since people have to sign the next.
 */
export const AUTHORITY_MARGIN_SECONDS = STANDARDS.tls.certificateLifeDays * DAY_SECONDS;

/** Everything of a plan that has to be followed by another, each once, in the order of its name. */
export function rotatingIn({ resources }: Pick<Plan, 'resources'>): readonly Rotating[] {
  const vault = resources.flatMap((one) => (one.api === 'vault' ? [one] : []));
  const objects = resources.flatMap((one) => (one.api === 'kubernetes' ? [one] : []));
  const all = [
    ...vault.flatMap(keyOf),
    ...objects.flatMap(secretOf),
    ...objects.flatMap((object) => loginOf(object, vault)),
    ...objects.flatMap(certificateOf),
    ...vault.flatMap(authorityOf),
  ];
  const byName = new Map(all.map((one) => [`${one.asked.kind} ${one.name}`, one]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function keyOf({ type, vaultPath, args }: VaultResourcePlan): readonly Rotating[] {
  if (type !== 'vault:transit/secretBackendKey:SecretBackendKey') return [];
  const withinSeconds = Number(args['autoRotatePeriod']) + KEYS_LATE_SECONDS;
  return [{ asked: { kind: 'key', path: vaultPath }, name: vaultPath, withinSeconds, by: 'Vault' }];
}

function secretOf({ kind, object }: KubernetesResource): readonly Rotating[] {
  if (kind !== 'VaultStaticSecret') return [];
  const { mount, path } = object['spec'] as { readonly mount: string; readonly path: string };
  const { [KEPT_SECRET.owner]: owner, [KEPT_SECRET.days]: days } = object.metadata.annotations ?? {};
  return [
    {
      asked: { kind: 'secret', path: `${mount}/metadata/${path}` },
      name: `${mount}/${path}`,
      withinSeconds: Number(days ?? STANDARDS.secretRotationDays) * DAY_SECONDS,
      by: owner ?? 'whoever keeps it',
      madeAt: `${mount}/data/${path}`,
    },
  ];
}

function loginOf({ kind, object }: KubernetesResource, vault: readonly VaultResourcePlan[]): readonly Rotating[] {
  if (kind !== 'VaultDynamicSecret') return [];
  const { mount, path } = object['spec'] as { readonly mount: string; readonly path: string };
  const role = path.replace(/^creds\//, '');
  const made = vault.find(({ vaultPath }) => vaultPath === `${mount}/roles/${role}`);
  if (made === undefined) return [];
  const name = `${mount}/${path}`;
  const withinSeconds = replacedSeconds(Number(made.args['defaultTtl']));
  return [{ asked: { kind: 'login', mount, role }, name, withinSeconds, by: OPERATOR, madeAt: name }];
}

function certificateOf({ kind, object }: KubernetesResource): readonly Rotating[] {
  if (kind !== 'VaultPKISecret') return [];
  const { mount, role, commonName, ttl, expiryOffset } = object['spec'] as Readonly<Record<string, string>>;
  return [
    {
      asked: { kind: 'certificate', mount: mount!, name: commonName! },
      name: `${mount}/issue/${role}`,
      withinSeconds: (hoursIn(ttl!) - hoursIn(expiryOffset!)) * HOUR_SECONDS,
      by: OPERATOR,
      madeAt: `${mount}/issue/${role}`,
    },
  ];
}

/** The issuers that sign, by the roles that they sign for: a former one is of use to nobody. */
function authorityOf({ type, args }: VaultResourcePlan): readonly Rotating[] {
  if (type !== 'vault:pkiSecret/secretBackendRole:SecretBackendRole') return [];
  const mount = String(args['backend']);
  const issuer = String(args['issuerRef'] ?? 'default');
  const name = `${mount}/issuer/${issuer}`;
  return [{ asked: { kind: 'authority', mount, issuer }, name, by: 'whoever raises `authority`' }];
}

const OPERATOR = 'the Vault Secrets Operator';

function hoursIn(text: string): number {
  return Number(/^([0-9]+)h$/.exec(text)?.[1]);
}
