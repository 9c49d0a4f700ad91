import type { LiveObject } from '../support/kubernetes-api';
import { type Condition, conditions, makeFor, type Site, type StandIn, secret, warn, writeStatus } from './stand-in';

const API = 'secrets.hashicorp.com/v1beta1';

/** The keys of the Secret that each kind of credential becomes, the answer of Vault as a whole besides. */
const KEYS = {
  VaultDynamicSecret: ['_raw', 'username', 'password'],
  VaultPKISecret: [
    '_raw',
    'ca_chain',
    'certificate',
    'issuing_ca',
    'private_key',
    'serial_number',
    'tls.crt',
    'tls.key',
  ],
  // What people keep, only Vault knows; these are the keys of the secrets that are deployed here.
  VaultStaticSecret: ['_raw', 'access-key-id', 'api-key', 'password', 'secret-access-key'],
} as const;

type Credential = keyof typeof KEYS;

const CREDENTIALS = Object.keys(KEYS) as Credential[];
const SETTINGS = ['VaultConnection', 'VaultAuth'];

const REFUSED =
  'Failed to sync the secret, horizon=5s, err=Error making API request. Code: 403. Errors: * permission denied';

/** Vault Secrets Operator 1.5: a credential of Vault becomes a Secret, and its conditions say whether it did. */
export const VAULT_SECRETS_OPERATOR: StandIn = {
  kinds: [...SETTINGS, ...CREDENTIALS].map((kind) => ({ apiVersion: API, kind })),
  settle: async (object, site) => {
    const fails = site.fails(object);
    if (says(object, fails ? 'False' : 'True')) return !fails;
    const isCredential = !SETTINGS.includes(object.kind);
    if (isCredential && !fails) await deliver(object, site);
    if (isCredential && fails) await warn(site, object, 'SecretSyncError', REFUSED);
    await writeStatus(site, object, {
      ...(isCredential ? leaseOf(object) : { valid: !fails }),
      conditions: conditions(object, conditionsOf(object, fails, isCredential)),
    });
    return !fails;
  },
};

/** What a template makes of an answer has the template's name. */
async function deliver(object: LiveObject, site: Site): Promise<void> {
  const { name, type, transformation = {} } = object['spec'].destination;
  const keys = [...KEYS[object.kind as Credential], ...Object.keys(transformation.templates ?? {})];
  await makeFor(site, object, secret(name, keys, type));
}

/** The fields that the definitions require of a status. */
function leaseOf({ kind, metadata }: LiveObject): object {
  const lastGeneration = metadata.generation;
  const now = Math.floor(Date.now() / 1000);
  if (kind === 'VaultDynamicSecret') {
    const secretLease = { id: `lease of ${metadata.name}`, duration: 3600, renewable: true, requestID: '' };
    return { lastGeneration, lastRenewalTime: now, secretLease };
  }
  return kind === 'VaultPKISecret' ? { lastGeneration, lastRotation: now, valid: true, error: '' } : { lastGeneration };
}

function conditionsOf({ kind }: LiveObject, fails: boolean, isCredential: boolean): Condition[] {
  const status = fails ? 'False' : 'True';
  const health = fails ? 'Unhealthy' : 'Healthy';
  return [
    ...(isCredential
      ? [{ type: 'SecretSynced', status, reason: 'SecretSynced', message: fails ? REFUSED : 'Secret synced' } as const]
      : []),
    { type: 'Healthy', status, reason: health, message: `${kind}${health}` },
    { type: 'Ready', status, reason: 'Ready', message: `${kind}Ready` },
  ];
}

/** Whether it is said already, of the object as it is now. */
function says({ status, metadata }: LiveObject, value: string): boolean {
  const ready = status?.conditions?.find(({ type }: Condition) => type === 'Ready');
  return ready?.status === value && ready.observedGeneration === metadata.generation;
}
