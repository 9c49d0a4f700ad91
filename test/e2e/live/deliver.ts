import type { Manifest, Resource } from '../../../constructs';
import type { Properties } from '../providers/values';
import { vaultKind } from '../providers/vault/kinds';
import { VaultApi } from '../providers/vault/vault-api';
import { eventually } from '../support/eventually';
import type { Cluster } from './cluster/cluster';
import { copyOf, type LiveVault, VAULT } from './vault';

/** Hands Vault the certificate by which a database trusts it, as docs/deploy.md has a controller do. */
export async function handOverCertificate(
  { api }: Cluster,
  namespace: string,
  database: string,
  timeoutMs = 60_000,
): Promise<void> {
  const secret = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
  const there = (name: string) =>
    eventually(() => api.get(secret(name)), { what: `Secret ${namespace}/${name}`, timeoutMs });
  const [own, authority] = [await there(`${database}-vault-client-cert`), await there(`${database}-ca`)];
  const data = { ...own['data'], 'ca.crt': authority['data']['ca.crt'] };
  const metadata = { name: copyOf(database), namespace: VAULT };
  await api.apply({ apiVersion: 'v1', kind: 'Secret', metadata, data } as Manifest);
}

/** Makes in Vault some of what a plan has of it, as the plugin of the end-to-end tests does, where no engine deploys the whole. */
export async function applyToVault({ login }: LiveVault, resources: readonly Resource[]): Promise<void> {
  const vault = new VaultApi(login);
  for (const resource of resources) {
    if (resource.api !== 'vault') continue;
    const { type, args } = resource;
    const kind = vaultKind(type);
    await kind.create(vault, { ...kind.defaults, ...JSON.parse(JSON.stringify(args)) } as Properties);
  }
}
