import type { Plan } from '../../../constructs';
import { grantsOf, type PathGrant } from '../../../policies/vault-policy';
import { VaultError, type VaultLogin, vaultRequest } from '../support/vault-api';

/** A service account as Vault knows it: the paths that its policy opens. */
export interface Account {
  readonly name: string;
  readonly grants: readonly PathGrant[];
}

/** The service accounts of a plan that have a policy in Vault. */
export function accountsIn({ resources }: Plan): readonly Account[] {
  return resources.flatMap((resource) => {
    if (resource.api !== 'vault' || resource.kind !== 'Policy') return [];
    const name = resource.vaultPath.split('.').at(-1)!;
    return [{ name, grants: grantsOf(String(resource.args['policy']), 'policy') }];
  });
}

/** What Vault answers to whoever asks for a path as its policy would allow: the status, 200 where it answered. */
export async function statusOf(as: VaultLogin, { path, capabilities }: PathGrant): Promise<number> {
  try {
    await (capabilities.includes('read') ? vaultRequest(as, 'GET', path) : vaultRequest(as, 'POST', path, {}));
    return 200;
  } catch (error) {
    if (error instanceof VaultError) return error.status;
    throw error;
  }
}
