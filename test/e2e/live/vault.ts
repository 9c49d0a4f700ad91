import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';
import { makeAuthority } from '../servers/certificates';
import { eventually } from '../support/eventually';
import { type VaultLogin, vaultRequest } from '../support/vault-api';
import type { Cluster } from './cluster/cluster';
import { programImage } from './cluster/image-recipes';
import type { Image } from './cluster/images';
import { openDoorTo } from './door';
import { DATABASES } from './environment';
import { singlePod } from './single-pod';
import { rolledOut } from './workloads';

export const VAULT = 'vault';
const PORT = 8200;
/** Where pods reach it. */
export const VAULT_ADDRESS = `https://${VAULT}.${VAULT}.svc:${PORT}`;
const LABELS = { 'app.kubernetes.io/name': 'vault', component: 'server' };
const TLS = '/vault/userconfig/server';

/** Where it writes down what it is asked. */
export const AUDIT_FOLDER = '/vault/audit';

/** What it holds, which outlives the program, and not its pod. */
const DATA_FOLDER = '/vault/data';

/** Where the certificate is by which a database trusts Vault, in Vault's namespace. */
export const copyOf = (database: string) => `${database}-vault`;

/** A Vault in a pod: unsealed, over TLS by an authority of its own, with nothing in it. */
export interface LiveVault {
  /** From outside the cluster, by the root token. */
  readonly login: VaultLogin;
  /** The authority of its certificate. */
  readonly authority: string;
  /** What opens it: whenever its program starts, it is sealed. */
  readonly unsealKey: string;
}

export function vaultImage(): Promise<Image> {
  const { version } = SERVERS.find(({ name }) => name === 'vault')!;
  return programImage('vault', version, { 'bin/vault': binaryOf('vault') }, ['/bin/vault']);
}

/** Starts it on one node, with the certificates of databases mounted as soon as they are there. */
export async function startVault(cluster: Cluster, node: string, databases: readonly string[]): Promise<LiveVault> {
  const { api } = cluster;
  const authority = await makeAuthority(join(cluster.dir, 'vault'), 'vault-ca');
  const names = [VAULT, `${VAULT}.${VAULT}`, `${VAULT}.${VAULT}.svc`].map((name) => `DNS:${name}`);
  const { certFile, keyFile } = await authority.issue('server', { commonName: VAULT, usage: 'serverAuth', names });
  const image = await vaultImage();
  await cluster.provide(image, node);
  const tls = { 'tls.crt': readFileSync(certFile, 'utf8'), 'tls.key': readFileSync(keyFile, 'utf8') };
  for (const object of objects(image.reference, node, tls, databases)) await api.apply(object as never);
  await rolledOut(api, VAULT, VAULT);
  const address = `https://127.0.0.1:${await openDoorTo(cluster, VAULT, LABELS, PORT)}`;
  const nobody = { address, caFile: authority.certFile };
  const shares = { secret_shares: 1, secret_threshold: 1 };
  const made = (await vaultRequest(nobody, 'PUT', 'sys/init', shares)) as { keys: [string]; root_token: string };
  const vault = {
    login: { ...nobody, token: made.root_token },
    authority: authority.pem,
    unsealKey: made.keys[0],
  };
  await unseal(vault);
  return vault;
}

/** Unseals it as its operator does, and waits until it answers requests: first it elects itself. */
export async function unseal({ login, unsealKey }: LiveVault): Promise<void> {
  await vaultRequest(login, 'PUT', 'sys/unseal', { key: unsealKey });
  const isActive = () => vaultRequest(login, 'GET', 'sys/health').catch(() => false as const);
  await eventually(isActive, { what: 'Vault active', timeoutMs: 30_000 });
}

/** Waits until its program runs and is sealed, as each is that has just started. */
export async function sealed({ login }: LiveVault): Promise<void> {
  const isSealed = async () => {
    const { sealed } = (await vaultRequest(login, 'GET', 'sys/seal-status')) as { readonly sealed: boolean };
    return sealed;
  };
  await eventually(() => isSealed().catch(() => false), { what: 'Vault sealed', timeoutMs: 30_000 });
}

/** The pod that it runs in. */
export async function vaultPod({ api }: Cluster): Promise<string> {
  const [pod, ...others] = await api.list('v1', 'Pod', VAULT);
  if (pod === undefined || others.length > 0) throw new Error(`${VAULT} has ${others.length} pods beside the first`);
  return pod.metadata.name;
}

const CONFIG = {
  // As in production, but for its number.
  storage: { raft: { path: DATA_FOLDER, node_id: VAULT, performance_multiplier: 1 } },
  listener: { tcp: { address: `0.0.0.0:${PORT}`, tls_cert_file: `${TLS}/tls.crt`, tls_key_file: `${TLS}/tls.key` } },
  api_addr: VAULT_ADDRESS,
  cluster_addr: `https://127.0.0.1:${PORT + 1}`,
  // Nothing here is worth keeping out of swap, and the pod lacks the capability.
  disable_mlock: true,
};

function objects(image: string, node: string, tls: object, databases: readonly string[]): readonly object[] {
  const metadata = { name: VAULT, namespace: VAULT };
  const volumes = databases.map((database) => ({
    name: database,
    secret: { secretName: copyOf(database), optional: true },
  }));
  const mounts = databases.map((database) => ({ name: database, mountPath: `${DATABASES}/${copyOf(database)}` }));
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: VAULT } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      // It reviews the tokens of those who log in.
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'vault-reviews-tokens' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name: 'server' }, stringData: tls },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata, name: 'config' },
      data: { 'vault.json': JSON.stringify(CONFIG) },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: LABELS, ports: [{ port: PORT }] },
    },
    singlePod({
      metadata,
      labels: LABELS,
      node,
      container: {
        name: 'vault',
        image,
        args: ['server', '-config=/vault/config/vault.json'],
        ports: [{ containerPort: PORT }],
        volumeMounts: [
          { name: 'config', mountPath: '/vault/config' },
          { name: 'server', mountPath: TLS },
          { name: 'audit', mountPath: AUDIT_FOLDER },
          { name: 'data', mountPath: DATA_FOLDER },
          ...mounts,
        ],
      },
      volumes: [
        { name: 'config', configMap: { name: 'config' } },
        { name: 'server', secret: { secretName: 'server' } },
        { name: 'audit', emptyDir: {} },
        { name: 'data', emptyDir: {} },
        ...volumes,
      ],
    }),
  ];
}
