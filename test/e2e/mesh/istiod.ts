import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { CONTROL_PLANE_ADDRESS } from '../live/cluster/addresses';
import type { Machine } from '../live/cluster/machine';
import { hasWebhooks, ISTIO_NAMESPACE, withoutMetrics } from '../live/istio/install';
import { binaryOf } from '../servers/build';
import { makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { eventually } from '../support/eventually';
import { type Credentials, writeKubeconfig } from '../support/kubeconfig';
import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';

/** What a mesh of ours has to be set to, as docs/deploy.md says, but for `tlsDefaults`, so that what the gateway does by itself shows. */
export interface MeshSettings {
  readonly trustDomain: string;
  /** What an operator adds to `meshConfig`, as docs/guides/traces.md says. */
  readonly added: object;
}

/** Of what `istioctl` writes, these are pods, their number, or definitions, which come from the catalog. */
const NOT_APPLIED = [
  'CustomResourceDefinition',
  'Deployment',
  'DaemonSet',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
];

/** Runs on the machine of the control plane, under its real name, and signs below the root of an authority that it does not have the key of. */
export async function startIstiod(
  machine: Machine,
  api: KubernetesApi,
  admin: Credentials,
  trusted: string,
  settings: MeshSettings,
): Promise<void> {
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ISTIO_NAMESPACE } });
  for (const object of await manifests(settings)) await api.apply(object);
  const dir = join(machine.dir, 'istiod-home');
  mkdirSync(dir, { recursive: true });
  const kubeconfig = join(dir, 'kubeconfig');
  writeKubeconfig(kubeconfig, 'mesh', { ...admin, token: await tokenOf(api, ISTIO_NAMESPACE, 'istiod') });
  const authority = join(dir, 'trusted.pem');
  writeFileSync(authority, trusted);
  await signBelowRoot(join(machine.dir, 'mesh-root'), join(dir, 'etc', 'cacerts'));
  const command = [binaryOf('pilot-discovery'), 'discovery', `--kubeconfig=${kubeconfig}`, '--domain=cluster.local'];
  // It looks for files below the folder it starts in before it asks the API server.
  await machine.launch('istiod', ['sh', '-ec', 'cd "$1"; shift; exec "$@"', 'sh', dir, ...command], {
    env: { ...ENVIRONMENT, SSL_CERT_FILE: authority },
    ready: () => machine.run('bash', ['-c', 'exec 3<>/dev/tcp/127.0.0.1/15017']).then(() => true),
  });
  await eventually(() => hasWebhooks(api), { what: "istiod's webhooks trusted", timeoutMs: 60_000 });
}

/** What the Secret `cacerts` has for it: https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/ */
async function signBelowRoot(rootFolder: string, folder: string): Promise<void> {
  const root = await makeAuthority(rootFolder, 'mesh-root');
  const { certFile, keyFile } = await root.issueAuthority('mesh', 'mesh');
  mkdirSync(folder, { recursive: true });
  copyFileSync(certFile, join(folder, 'ca-cert.pem'));
  copyFileSync(keyFile, join(folder, 'ca-key.pem'));
  copyFileSync(root.certFile, join(folder, 'root-cert.pem'));
  writeFileSync(join(folder, 'cert-chain.pem'), readFileSync(certFile, 'utf8') + root.pem);
}

/** What it serves to Prometheus, on the machine that it runs on. */
export function metricsOfIstiod(machine: Machine): Promise<string> {
  const ask = "exec 3<>/dev/tcp/127.0.0.1/15014; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";
  return machine.run('bash', ['-ec', ask]);
}

/** As its Deployment has it, but for what Envoy does not have unless it is Istio's own build. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  REVISION: 'default',
  PILOT_CERT_PROVIDER: 'istiod',
  POD_NAME: 'istiod-0',
  POD_NAMESPACE: ISTIO_NAMESPACE,
  SERVICE_ACCOUNT: 'istiod',
  CLUSTER_ID: 'Kubernetes',
  ENABLE_LEADER_ELECTION: 'false',
  PILOT_ENABLE_METADATA_EXCHANGE: 'false',
  PILOT_ENABLE_ALPN_FILTER: 'false',
};

async function manifests({ trustDomain, added }: MeshSettings): Promise<readonly LiveObject[]> {
  const settings = {
    profile: 'minimal',
    'components.cni.enabled': 'true',
    'values.cni.enabled': 'true',
    'meshConfig.trustDomain': trustDomain,
    'meshConfig.meshMTLS.minProtocolVersion': 'TLSV1_3',
  };
  const set = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const written = await run(binaryOf('istioctl'), ['manifest', 'generate', ...set]);
  return parseAllDocuments(written)
    .map((document) => document.toJS() as LiveObject | null)
    .filter((object) => object !== null && !NOT_APPLIED.includes(object.kind))
    .map((object) => withSettings(adapted(object!), added));
}

/** Beside what `istioctl` was told: of a list of maps it takes nothing by its command. */
function withSettings(object: LiveObject, added: object): LiveObject {
  if (object.kind !== 'ConfigMap' || object.metadata.name !== 'istio') return object;
  const { mesh, ...data } = object['data'] as { readonly mesh: string };
  return { ...object, data: { ...data, mesh: stringify({ ...parse(mesh), ...added }) } } as LiveObject;
}

/** Webhooks are reached by istiod's name, for there is no Service network, and see everything. */
function adapted(object: LiveObject): LiveObject {
  if (!object.kind.endsWith('WebhookConfiguration')) return withoutMetrics(object) as LiveObject;
  const webhooks = (object['webhooks'] as Record<string, any>[]).map((webhook) => {
    const { service, ...client } = webhook['clientConfig'];
    return {
      ...webhook,
      clientConfig: { ...client, url: `https://${service.name}.${service.namespace}.svc:15017${service.path}` },
      ...(object.kind.startsWith('Validating') ? { objectSelector: {} } : {}),
    };
  });
  return { ...object, webhooks } as LiveObject;
}

/** A token of a service account, as a pod of it would mount it. */
export async function tokenOf(
  api: KubernetesApi,
  namespace: string,
  account: string,
  spec: object = {},
): Promise<string> {
  const path = `${await api.path('v1', 'ServiceAccount', namespace, account)}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  return ((await api.request('POST', path, request)) as { status: { token: string } }).status.token;
}

/** What names lead to, on the machine of the control plane and in pods. */
export function hosts(others: Readonly<Record<string, string>>): string {
  const names = { localhost: '127.0.0.1', [`istiod.${ISTIO_NAMESPACE}.svc`]: CONTROL_PLANE_ADDRESS, ...others };
  return Object.entries(names)
    .map(([name, address]) => `${address} ${name}\n`)
    .join('');
}
