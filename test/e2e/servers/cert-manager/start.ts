import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Credentials, writeKubeconfig } from '../../support/kubeconfig';
import { KubernetesApi } from '../../support/kubernetes-api';
import { binaryOf } from '../build';
import { loadCrds } from '../crds';
import { freePorts } from '../ports';
import { launch, type Place } from '../process';
import { ARGS, account, NAME } from './installed';

/** cert-manager, as far as it issues by authorities whose key is in the cluster. */
export interface CertManager {
  /** Where its metrics are. */
  readonly metrics: string;
  stop(): Promise<void>;
}

/** Starts it beside a control plane, which gets its definitions and the account that it asks as: it may do what it may in a pod. */
export async function startCertManager({ runDir, name }: Place, controlPlane: Credentials): Promise<CertManager> {
  const dir = join(runDir, name);
  mkdirSync(dir, { recursive: true });
  await loadCrds(
    controlPlane,
    () => undefined,
    ({ group }) => group.endsWith('cert-manager.io'),
  );
  const kubeconfig = join(dir, 'kubeconfig');
  writeKubeconfig(kubeconfig, name, { ...controlPlane, token: await tokenOfAccount(controlPlane) });

  const ports = await freePorts('metrics');
  const listen = `127.0.0.1:${ports.metrics}`;
  const metrics = `http://${listen}/metrics`;
  const { stop } = await launch({
    name,
    runDir,
    logFile: join(dir, 'cert-manager.log'),
    command: binaryOf('cert-manager'),
    args: [...ARGS, `--kubeconfig=${kubeconfig}`, `--metrics-listen-address=${listen}`],
    ready: async () => (await fetch(metrics)).ok,
  });
  return { metrics, stop };
}

async function tokenOfAccount(controlPlane: Credentials): Promise<string> {
  const api = new KubernetesApi(controlPlane);
  try {
    for (const object of account()) await api.apply(object);
    const of = await api.path('v1', 'ServiceAccount', NAME.namespace, NAME.name);
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const made = (await api.request('POST', `${of}/token`, asked)) as { readonly status: { readonly token: string } };
    return made.status.token;
  } finally {
    api.close();
  }
}
