import { TOKEN_AUDIENCE } from '../servers/control-plane';
import { KubernetesApi } from '../support/kubernetes-api';
import { type VaultLogin, vaultRequest } from '../support/vault-api';
import { world } from '../support/world';
import type { Account } from './accounts';

/** How the accounts of a stack log in to Vault; `operator` is the one that is in no VaultAuth of the stack's. */
export function loginsOf(stack: string, accounts: readonly Account[], operator: string) {
  const serviceAccountOf = (account: string): Account['serviceAccount'] =>
    accounts.find(({ name }) => name === account)!.serviceAccount;

  /** A token of a workload's service account, as the API server makes it. */
  async function tokenOf(account: string, audiences: readonly string[]): Promise<string> {
    const { namespace, name } = serviceAccountOf(account);
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences } };
    const { status } = (await new KubernetesApi(world().kubernetes).request('POST', path, request)) as {
      readonly status: { readonly token: string };
    };
    return status.token;
  }

  /** Whom the operator asks for tokens for, by the VaultAuth that is in the cluster; for its own, by the guide. */
  async function audiencesOf(account: string): Promise<readonly string[]> {
    if (account === operator) return ['vault', TOKEN_AUDIENCE];
    const auth = { apiVersion: 'secrets.hashicorp.com/v1beta1', kind: 'VaultAuth' };
    const found = await new KubernetesApi(world().kubernetes).get({
      ...auth,
      metadata: { namespace: 'dwcp', name: account },
    });
    return found!['spec'].kubernetes.audiences as readonly string[];
  }

  /** Logs in as the operator does for the pods of a workload: by a token of their service account. */
  async function loggedIn(account: string, audiences?: readonly string[]): Promise<VaultLogin> {
    const jwt = await tokenOf(account, audiences ?? (await audiencesOf(account)));
    const { address, caFile } = world().vault;
    const path = `auth/${stack}/dwcp/kubernetes/login`;
    const made = await vaultRequest({ address, caFile }, 'POST', path, { role: account, jwt });
    const { client_token: token } = (made as { readonly auth: { readonly client_token: string } }).auth;
    return { address, caFile, token };
  }

  return { serviceAccountOf, loggedIn };
}
