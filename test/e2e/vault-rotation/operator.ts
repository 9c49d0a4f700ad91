import { join } from 'node:path';
import type { Plan } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf, buildServers } from '../servers/build';
import { LIVE_SERVERS } from '../servers/catalog';
import { freePorts } from '../servers/ports';
import { launch, type Running } from '../servers/process';
import { eventually } from '../support/eventually';
import { KubernetesApi } from '../support/kubernetes-api';
import { world } from '../support/world';

const NAME = 'vault-secrets-operator';
const API = 'secrets.hashicorp.com/v1beta1';

/** Builds it where the cache lacks it, which takes three minutes. */
export async function buildOperator(): Promise<void> {
  await buildServers(
    () => undefined,
    LIVE_SERVERS.filter(({ name }) => name === NAME),
  );
}

/** The Vault Secrets Operator, beside the cluster of a world, in a namespace that is there; it may do everything. */
export async function startOperator(namespace: string): Promise<Running> {
  const { kubernetes, runDir } = world();
  const { health } = await freePorts('health');
  return launch({
    name: NAME,
    runDir,
    logFile: join(runDir, 'vault-rotation', `${NAME}.log`),
    command: binaryOf(NAME),
    args: [
      `-kubeconfig=${kubernetes.kubeconfigPath}`,
      '-leader-elect=false',
      '-metrics-bind-address=0',
      `-health-probe-bind-address=127.0.0.1:${health}`,
      '-client-cache-persistence-model=direct-encrypted',
    ],
    env: { OPERATOR_NAMESPACE: namespace, OPERATOR_POD_NAME: NAME, OPERATOR_POD_UID: 'of-no-pod' },
    ready: async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok,
  });
}

export interface Kept {
  /** Namespace of the operator. */
  readonly namespace: string;
  readonly audiences: readonly string[];
}

/** What of the operator's own is in its namespace: the way to Vault, by the file of its authority. */
export function connection({ namespace }: Kept): Manifest {
  const { address, caFile } = world().vault;
  return {
    apiVersion: API,
    kind: 'VaultConnection',
    metadata: { name: 'vault', namespace },
    spec: { address, caCertPath: caFile, skipTLSVerify: false },
  };
}

/** What its chart makes of `controller.manager.clientCache.storageEncryption`. */
export function encryption(
  { namespace, audiences }: Kept,
  place: { mount: string; transitMount: string; keyName: string },
): Manifest {
  return {
    apiVersion: API,
    kind: 'VaultAuth',
    metadata: { name: 'transit', namespace, labels: { cacheStorageEncryption: 'true' } },
    spec: {
      vaultConnectionRef: 'vault',
      method: 'kubernetes',
      mount: place.mount,
      kubernetes: { role: place.keyName, serviceAccount: 'vault-secrets-operator-controller-manager', audiences },
      storageEncryption: { keyName: place.keyName, mount: place.transitMount },
    },
  };
}

/** A secret of a workload that only this operator reads: by a connection of its own. */
export function reading({ namespace, audiences }: Kept, account: string, mount: string): readonly Manifest[] {
  const metadata = { name: 'read-by-the-operator', namespace: 'dwcp' };
  return [
    {
      apiVersion: API,
      kind: 'VaultAuth',
      metadata,
      spec: {
        vaultConnectionRef: `${namespace}/vault`,
        method: 'kubernetes',
        mount: `${mount}/kubernetes`,
        kubernetes: { role: account, serviceAccount: account, audiences },
      },
    },
    {
      apiVersion: API,
      kind: 'VaultStaticSecret',
      metadata,
      spec: {
        ...{ vaultAuthRef: metadata.name, mount: `${mount}/kv`, type: 'kv-v2', path: 'stripe', refreshAfter: '1h' },
        destination: { name: metadata.name, create: true },
      },
    },
  ];
}

/** A certificate for the same workload, by its login: as it is rendered, but for whom it logs in as. */
export function delivered(plan: Plan, name: string): Manifest {
  const { spec } = plan.resources.flatMap((one) =>
    one.api === 'kubernetes' && one.kind === 'VaultPKISecret' && one.name === name ? [one.object] : [],
  )[0] as Manifest & { readonly spec: Readonly<Record<string, unknown>> };
  const { rolloutRestartTargets: _, ...own } = spec;
  const metadata = { name: 'delivered-by-the-operator', namespace: 'dwcp' };
  // The stand-in may have made one, of no certificate.
  const destination = { ...(spec['destination'] as object), name: metadata.name, overwrite: true };
  return {
    apiVersion: API,
    kind: 'VaultPKISecret',
    metadata,
    spec: { ...own, vaultAuthRef: 'read-by-the-operator', destination },
  };
}

/** Has the operator deliver a certificate, and returns the files of the Secret. */
export async function filesOf(certificate: Manifest, operator: string): Promise<Readonly<Record<string, string>>> {
  const api = new KubernetesApi(world().kubernetes);
  await api.apply(certificate);
  const { name, namespace } = certificate.metadata;
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: namespace! } };
  const files = async (): Promise<Readonly<Record<string, string>>> => {
    const data = Object.entries<string>((await api.get(secret))?.['data'] ?? {});
    return Object.fromEntries(data.map(([key, text]) => [key, Buffer.from(text, 'base64').toString()]));
  };
  const isThere = async () => (await files())['ca_chain']?.includes('BEGIN CERTIFICATE') === true;
  const running = await startOperator(operator);
  try {
    await eventually(isThere, { what: 'it is delivered', timeoutMs: 60_000 });
  } finally {
    await running.stop();
  }
  return files();
}

const KINDS = ['VaultConnection', 'VaultAuth', 'VaultDynamicSecret', 'VaultPKISecret', 'VaultStaticSecret'];

/** Takes away what it has to be asked before an object of it is deleted: it has ended, and would never answer. */
export async function withoutFinalizers(api: KubernetesApi): Promise<void> {
  for (const kind of KINDS) {
    for (const { metadata } of await api.list(API, kind)) {
      const path = await api.path(API, kind, metadata.namespace, metadata.name);
      await api.request('PATCH', path, { metadata: { finalizers: null } }, 'application/merge-patch+json');
    }
  }
}
