import type { Resource } from '../../../constructs';
import type { KubernetesApi } from './kubernetes-api';
import { VaultError, type VaultLogin, vaultRequest } from './vault-api';

export interface Places {
  readonly kubernetes: KubernetesApi;
  readonly vault: VaultLogin;
}

/** Those of a plan's resources that the servers have, by id, as the servers themselves say. */
export async function whatIsThere(resources: readonly Resource[], places: Places): Promise<string[]> {
  const found = await Promise.all(
    resources.map(async (resource) => ((await isThere(resource, places)) ? [resource.id] : [])),
  );
  return found.flat();
}

async function isThere(resource: Resource, { kubernetes, vault }: Places): Promise<boolean> {
  if (resource.api === 'kubernetes') return (await kubernetes.get(resource.object)) !== undefined;
  const { type, vaultPath, args } = resource;
  switch (type) {
    case 'vault:index/mount:Mount':
      return has(vault, `sys/mounts/${vaultPath}`);
    case 'vault:index/audit:Audit':
      return hasAudit(vault, String(args['path']));
    case 'vault:index/authBackend:AuthBackend':
      return has(vault, `sys/${vaultPath}`);
    case 'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert':
      return has(vault, `${String(args['backend'])}/issuer/${String(args['issuerName'] ?? 'default')}`);
    default:
      return has(vault, vaultPath);
  }
}

/** Vault lists its devices, and answers for none of them. */
async function hasAudit(vault: VaultLogin, path: string): Promise<boolean> {
  const { data } = (await vaultRequest(vault, 'GET', 'sys/audit')) as { readonly data: object };
  return Object.hasOwn(data, `${path}/`);
}

/** Vault says 400 of a mount that is not there, and 500 of an issuer; of a path below a mount that is gone, 404. */
async function has(vault: VaultLogin, path: string): Promise<boolean> {
  try {
    await vaultRequest(vault, 'GET', path);
    return true;
  } catch (error) {
    if (error instanceof VaultError && [400, 404, 500].includes(error.status)) return false;
    throw error;
  }
}
