import type { Plan } from '../../../constructs';
import { grantsOf, type PathGrant } from '../../../policies/vault-policy';
import { VaultError, type VaultLogin, vaultRequest } from '../support/vault-api';

/** A service account as Vault knows it: whom its role lets in, and the paths that its policy opens. */
export interface Account {
  /** That of the role. */
  readonly name: string;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  readonly grants: readonly PathGrant[];
}

/** The service accounts of a plan that have a policy in Vault. */
export function accountsIn({ resources }: Plan): readonly Account[] {
  return resources.flatMap((resource) => {
    if (resource.api !== 'vault' || resource.kind !== 'Policy') return [];
    const name = resource.vaultPath.split('.').at(-1)!;
    const serviceAccount = letInBy(resources, String(resource.args['name']));
    return [{ name, serviceAccount, grants: grantsOf(String(resource.args['policy']), 'policy') }];
  });
}

function letInBy(resources: Plan['resources'], policy: string): Account['serviceAccount'] {
  const role = resources.find(
    (one) => one.api === 'vault' && (one.args['tokenPolicies'] as readonly string[] | undefined)?.includes(policy),
  );
  const { boundServiceAccountNamespaces: namespaces, boundServiceAccountNames: names } = (
    role as unknown as { readonly args: Readonly<Record<string, readonly string[]>> }
  ).args;
  return { namespace: namespaces![0]!, name: names![0]! };
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
