import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import { vaultRequest } from '../support/vault-api';
import type { Cluster } from './cluster/cluster';
import { VAULT_CA } from './environment';
import { GROUP, OPERATOR } from './secrets-operator';
import { type LiveVault, VAULT_ADDRESS } from './vault';

/** What all of it is called, in Vault and in the cluster. */
const NAME = 'secrets-operator-cache';
const KEY = 'logins';
const AUDIENCE = 'vault';

const IDENTITY = { apiVersion: `${GROUP}/v1beta1`, kind: 'VaultAuth', metadata: { ...OPERATOR, name: NAME } } as const;

/**
 * Has Vault keep the key by which the secrets operator encrypts what it has logged in with, as docs/deploy.md says: a key that
 * is renewed every 180 days, and a login of the operator's own that may encrypt and decrypt by it, and nothing else.
 */
export async function keepKeyOfCache({ api }: Cluster, { login }: LiveVault): Promise<void> {
  const put = (path: string, body: object) => vaultRequest(login, 'POST', path, body);
  const may = (what: string) => `path "${NAME}/${what}/${KEY}" { capabilities = ["update"] }`;
  await put(`sys/mounts/${NAME}`, { type: 'transit' });
  await put(`${NAME}/keys/${KEY}`, { type: 'aes256-gcm96', auto_rotate_period: `${180 * 24}h` });
  await put(`sys/policies/acl/${NAME}`, { policy: `${may('encrypt')}\n${may('decrypt')}` });
  await put(`sys/auth/${NAME}`, { type: 'kubernetes' });
  await put(`auth/${NAME}/config`, { kubernetes_host: 'https://kubernetes.default.svc' });
  await put(`auth/${NAME}/role/${NAME}`, {
    bound_service_account_names: [OPERATOR.name],
    bound_service_account_namespaces: [OPERATOR.namespace],
    audience: AUDIENCE,
    token_policies: [NAME],
    token_period: '1h',
  });
  for (const object of OBJECTS) await api.apply(object);
  const isValid = async () => (await api.get(IDENTITY))?.['status']?.valid === true;
  await eventually(isValid, { what: "the secrets operator's own login", timeoutMs: 60_000 });
}

/** The operator finds it by its label, in its own namespace. */
const OBJECTS: readonly Manifest[] = [
  {
    ...{ apiVersion: IDENTITY.apiVersion, kind: 'VaultConnection', metadata: IDENTITY.metadata },
    spec: { address: VAULT_ADDRESS, caCertPath: VAULT_CA, skipTLSVerify: false },
  },
  {
    ...IDENTITY,
    metadata: { ...IDENTITY.metadata, labels: { cacheStorageEncryption: 'true' } },
    spec: {
      ...{ vaultConnectionRef: NAME, method: 'kubernetes', mount: NAME },
      kubernetes: { role: NAME, serviceAccount: OPERATOR.name, audiences: [AUDIENCE] },
      storageEncryption: { mount: NAME, keyName: KEY },
    },
  },
];
