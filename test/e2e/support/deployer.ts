import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { manifestsFor } from '../../../cli/deployer/kubernetes/manifests';
import { subjectsOf } from '../../../cli/deployer/subjects';
import { policyFor } from '../../../cli/deployer/vault/policy';
import type { Plan } from '../../../constructs/plan/plan';
import { writeKubeconfig } from './kubeconfig';
import { type Identity, KubernetesApi } from './kubernetes-api';
import { type VaultLogin, vaultRequest } from './vault-api';
import { world } from './world';

/** Where the accounts of deployers are: nobody's environment. */
const ACCOUNTS = 'deployers';

/** Somebody who may do what `dwcp deployer` says, and nothing else. */
export interface Deployer {
  readonly api: KubernetesApi;
  readonly vault: VaultLogin;
  /** What `pulumi` is run with. */
  readonly env: Readonly<Record<string, string>>;
}

/** What an administrator does once for an environment: applies what `dwcp deployer` prints, and hands over two tokens. */
export async function makeDeployer(plan: Plan, stackName: string): Promise<Deployer> {
  const { kubernetes, vault, runDir } = world();
  const folder = join(runDir, stackName);
  mkdirSync(folder, { recursive: true });
  const administrator = new KubernetesApi(kubernetes);
  const name = `dwcp-deployer-${plan.environment}`;
  await allow(administrator, plan, name);
  const credentials = { ...kubernetes, token: await accountToken(administrator, name) };
  const kubeconfig = join(folder, 'deployer.kubeconfig');
  writeKubeconfig(kubeconfig, kubernetes.context, credentials);
  const login = { address: vault.address, caFile: vault.caFile, token: await vaultToken(plan, name) };
  return {
    api: new KubernetesApi(credentials),
    vault: login,
    env: {
      KUBECONFIG: kubeconfig,
      VAULT_TOKEN: login.token,
      VAULT_CACERT: vault.caFile,
      // The namespaces are there already, with the rights in them.
      PULUMI_K8S_UPSERT_EXISTING_OBJECTS: 'true',
    },
  };
}

/** Applies the roles as they follow from a plan. */
export async function allow(administrator: KubernetesApi, plan: Plan, name: string): Promise<void> {
  const account = subjectsOf({ serviceAccount: [`${ACCOUNTS}:${name}`] });
  const accounts: Identity[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ACCOUNTS } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: ACCOUNTS } },
  ];
  // One after the other: what is in a namespace comes after it.
  for (const object of [...accounts, ...manifestsFor(plan, name, account)]) await administrator.apply(object);
}

/** A token as `kubectl create token` makes it. */
async function accountToken(administrator: KubernetesApi, name: string): Promise<string> {
  const account = await administrator.path('v1', 'ServiceAccount', ACCOUNTS, name);
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 7200 } };
  const made = (await administrator.request('POST', `${account}/token`, request)) as { status: { token: string } };
  return made.status.token;
}

/** Without even the policy that every token has. */
async function vaultToken(plan: Plan, name: string): Promise<string> {
  const { vault } = world();
  await vaultRequest(vault, 'PUT', `sys/policies/acl/${name}`, { policy: policyFor(plan) });
  const token = { policies: [name], no_default_policy: true, ttl: '2h', display_name: name };
  const made = await vaultRequest(vault, 'POST', 'auth/token/create', token);
  return (made as { readonly auth: { readonly client_token: string } }).auth.client_token;
}
