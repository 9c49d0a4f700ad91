import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { manifestsFor } from '../../../cli/deployer/kubernetes/manifests';
import { subjectsOf } from '../../../cli/deployer/subjects';
import { policyFor } from '../../../cli/deployer/vault/policy';
import type { Plan } from '../../../constructs/plan/plan';
import type { Engine } from './engine';
import { type Credentials, writeKubeconfig } from './kubeconfig';
import { type Identity, KubernetesApi } from './kubernetes-api';
import { commandsOf, typed } from './runbook';
import { type VaultLogin, vaultRequest } from './vault-api';
import { runFolder, type World, world } from './world';

/** Where the accounts of deployers are: nobody's environment. */
const ACCOUNTS = 'deployers';

/** Somebody who may do what `dwcp deployer` says, and nothing else. */
export interface Deployer {
  readonly api: KubernetesApi;
  readonly credentials: Credentials;
  readonly vault: VaultLogin;
  /** What `pulumi` is run with. */
  readonly env: Readonly<Record<string, string>>;
  readonly firstUp: Readonly<Record<string, string>>;
}

/** The namespaces are there already, with the rights in them: what the first `up` takes them over by. */
const TAKES_OVER = { PULUMI_K8S_UPSERT_EXISTING_OBJECTS: 'true' } as const;

/** What is deployed to. */
export interface Servers {
  readonly kubernetes: World['kubernetes'];
  readonly vault: Pick<World['vault'], 'address' | 'caFile' | 'token'>;
}

/** What an administrator does once for an environment: applies what `dwcp deployer` prints, and hands over two tokens. */
export async function makeDeployer(plan: Plan, stackName: string, servers: Servers = world()): Promise<Deployer> {
  const { kubernetes, vault } = servers;
  const folder = join(runFolder(), stackName);
  mkdirSync(folder, { recursive: true });
  const administrator = new KubernetesApi(kubernetes);
  const name = nameOf(plan.environment);
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: ACCOUNTS } };
  await applyAll(administrator, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ACCOUNTS } }, account]);
  await allow(plan, servers);
  const credentials = { ...kubernetes, token: await accountToken(administrator, name) };
  administrator.close();
  const kubeconfig = join(folder, 'deployer.kubeconfig');
  writeKubeconfig(kubeconfig, kubernetes.context, credentials);
  const login = { address: vault.address, caFile: vault.caFile, token: await vaultToken(vault, name) };
  return {
    api: new KubernetesApi(credentials),
    credentials,
    vault: login,
    env: { KUBECONFIG: kubeconfig, VAULT_TOKEN: login.token, VAULT_CACERT: vault.caFile },
    firstUp: TAKES_OVER,
  };
}

/** What an administrator applies of a plan, the first time and again. */
export async function allow(plan: Plan, { kubernetes, vault }: Servers = world()): Promise<void> {
  const name = nameOf(plan.environment);
  const administrator = new KubernetesApi(kubernetes);
  await applyAll(administrator, manifestsFor(plan, name, subjectsOf({ serviceAccount: [`${ACCOUNTS}:${name}`] })));
  administrator.close();
  if (plan.resources.some(({ api }) => api === 'vault')) await writePolicy(vault, name, policyFor(plan));
}

/** Takes away the namespaces that were made of a plan, where no stack has taken them over. */
export async function dismiss({ resources }: Plan): Promise<void> {
  const administrator = new KubernetesApi(world().kubernetes);
  const namespaces = resources.flatMap((one) =>
    one.api === 'kubernetes' && one.kind === 'Namespace' ? one.object : [],
  );
  for (const namespace of namespaces) await administrator.delete(namespace);
  for (const namespace of namespaces) await administrator.waitGone(namespace);
  administrator.close();
}

/**
 * What an administrator does before a deploy that needs more, or after one that took the namespaces away: types what
 * docs/deploy.md says, of the platform as the project of a stack has it.
 */
export async function allowAgain(
  engine: Engine,
  stack: string,
  otherwise = (command: string) => command,
): Promise<void> {
  const { kubernetes, vault } = world();
  const env = {
    KUBECONFIG: kubernetes.kubeconfigPath,
    VAULT_ADDR: vault.address,
    VAULT_CACERT: vault.caFile,
    VAULT_TOKEN: vault.token,
  };
  for (const command of commandsOf('Who deploys', 'deploy.md')) {
    const ours = command.replaceAll('staging', stack).replace('ci:deployer', `${ACCOUNTS}:${nameOf(stack)}`);
    await typed(engine, otherwise(ours), env);
  }
  engine.takesOver();
}

function nameOf(environment: string): string {
  return `dwcp-deployer-${environment}`;
}

/** One after the other, since what is in a namespace comes after it, and by the name under which `kubectl apply --server-side` does it. */
async function applyAll(administrator: KubernetesApi, objects: readonly Identity[]): Promise<void> {
  for (const object of objects) await administrator.apply(object, { fieldManager: 'kubectl' });
}

async function writePolicy(vault: VaultLogin, name: string, policy: string): Promise<void> {
  await vaultRequest(vault, 'PUT', `sys/policies/acl/${name}`, { policy });
}

/** A token as `kubectl create token` makes it. */
async function accountToken(administrator: KubernetesApi, name: string): Promise<string> {
  const account = await administrator.path('v1', 'ServiceAccount', ACCOUNTS, name);
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 7200 } };
  const made = (await administrator.request('POST', `${account}/token`, request)) as { status: { token: string } };
  return made.status.token;
}

/** Without even the policy that every token has. */
async function vaultToken(vault: VaultLogin, name: string): Promise<string> {
  const token = { policies: [name], no_default_policy: true, ttl: '2h', display_name: name };
  const made = await vaultRequest(vault, 'POST', 'auth/token/create', token);
  return (made as { readonly auth: { readonly client_token: string } }).auth.client_token;
}
