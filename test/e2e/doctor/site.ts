import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { ROOT } from '../../support/reference';
import { binaryOf } from '../servers/build';
import type { ControlPlane } from '../servers/control-plane';
import { eventually } from '../support/eventually';
import type { KubernetesApi } from '../support/kubernetes-api';
import { FITTING, NAMESPACES, type Part, type Thing } from './fitting';

const DWCP = join(ROOT, 'bin', 'cli', 'main.js');

/** Makes a cluster in which everything is as it should be, of one that has nothing. */
export async function makeFit(api: KubernetesApi): Promise<void> {
  for (const name of NAMESPACES) await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await node(api, '10.20.0.5', '10.244.1.0/24');
  await node(api, '10.20.0.6', '10.244.2.0/24');
  for (const thing of Object.values(FITTING)) await put(api, thing);
}

/** Whose addresses only its kubelet and a controller say. */
export async function node(api: KubernetesApi, address: string, podCIDR: string): Promise<void> {
  const name = `node-${address.replaceAll('.', '-')}`;
  await api.apply({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: { podCIDR, podCIDRs: [podCIDR] },
  } as Thing);
  const status = { addresses: [{ type: 'InternalIP', address }] };
  await api.request('PATCH', `/api/v1/nodes/${name}/status`, { status }, 'application/merge-patch+json');
}

/** Waits for the account that a pod of a new namespace runs as. */
export function put(api: KubernetesApi, thing: Thing): Promise<unknown> {
  const stored = () =>
    api.apply(thing, { force: true }).catch((error: Error) => {
      if (/serviceaccount "default" not found/.test(error.message)) return undefined;
      throw error;
    });
  return eventually(stored, { what: `${thing.kind} ${thing.metadata.name} stored`, timeoutMs: 30_000 });
}

export async function take(api: KubernetesApi, thing: Thing): Promise<void> {
  const path = await api.path(thing.apiVersion, thing.kind, thing.metadata.namespace, thing.metadata.name);
  await api.request('DELETE', `${path}?gracePeriodSeconds=0`);
  await api.waitGone(thing);
}

/** Has one more pod, that has ended, for the time of an action. */
export async function besides<T>(api: KubernetesApi, pod: Thing, action: () => T | Promise<T>): Promise<T> {
  await put(api, pod);
  const path = await api.path(pod.apiVersion, pod.kind, pod.metadata.namespace, pod.metadata.name);
  const status = { phase: 'Failed', reason: 'Evicted' };
  await api.request('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
  try {
    return await action();
  } finally {
    await take(api, pod);
  }
}

/** Has something else in the place of a part of the cluster for the time of an action, or nothing. */
export async function instead<T>(
  api: KubernetesApi,
  part: Part,
  other: Thing | undefined,
  action: () => T | Promise<T>,
): Promise<T> {
  await take(api, FITTING[part]);
  if (other !== undefined) await put(api, other);
  try {
    return await action();
  } finally {
    if (other !== undefined) await take(api, other);
    await put(api, FITTING[part]);
  }
}

/** Runs the built command on a platform, the reference one unless another is named, with the facts of staging and the identity of this cluster. */
export function doctorOf(
  { id, context }: ControlPlane,
  folder: string,
  kubeconfig: string,
  variables: Readonly<Record<string, string>> = { NO_COLOR: '1' },
  platformFile = 'stacks/platform.ts',
) {
  return (edit: (facts: ReturnType<typeof parseDocument>) => void = () => undefined, ...args: readonly string[]) => {
    const facts = parseDocument(readFileSync(join(ROOT, 'Pulumi.staging.yaml'), 'utf8'));
    facts.setIn(['config', 'dwcp:cluster', 'id'], id);
    facts.setIn(['config', 'dwcp:cluster', 'context'], context);
    edit(facts);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'Pulumi.staging.yaml'), facts.toString());
    const platform = ['-C', folder, '--platform', join(ROOT, platformFile)];
    const PATH = [dirname(binaryOf('kubectl')), process.env['PATH']].join(delimiter);
    const env = { HOME: '/nowhere', PATH, KUBECONFIG: kubeconfig, ...variables };
    const ran = spawnSync(process.execPath, [DWCP, ...platform, 'doctor', 'staging', ...args], {
      env,
      encoding: 'utf8',
    });
    return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  };
}
