import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { type Credentials, writeKubeconfig } from '../support/kubeconfig';
import { KubernetesApi } from '../support/kubernetes-api';
import { binaryOf } from './build';
import { type Authority, makeAuthority } from './certificates';
import { killSession } from './pids';
import { freePorts } from './ports';
import { launch, type Place, type Running } from './process';

/** Who makes the tokens of service accounts, and whom they are for unless they name somebody. */
export const TOKEN_AUDIENCE = 'https://kubernetes.default.svc';

/** What deletes the contents of a namespace and the dependents of an owner, and makes the accounts that pods run as. */
const CONTROLLERS = [
  'namespace-controller',
  'garbage-collector-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
];

/** What makes pods of workloads, and counts and addresses them: with nodes, or what stands in for them, workloads get ready. */
export const WORKLOAD_CONTROLLERS = [
  'daemonset-controller',
  'deployment-controller',
  'disruption-controller',
  'endpoints-controller',
  'endpointslice-controller',
  'job-controller',
  'persistentvolumeclaim-protection-controller',
  'replicaset-controller',
  'resourcequota-controller',
  'statefulset-controller',
  // Checks the expressions of admission policies against the fields of what they are about, and says what is wrong with them.
  'validatingadmissionpolicy-status-controller',
];

/** A Kubernetes API with its storage and the controllers that finish a deletion; no node, so nothing ever runs. */
export interface ControlPlane extends Credentials {
  readonly kubeconfigPath: string;
  readonly context: string;
  /** The UID of its Namespace `kube-system`. */
  readonly id: string;
  /** Where it stores. */
  readonly etcd: string;
  /** Kills the API server for the time of an action, as when its machine fails; what it stored is there again afterwards. */
  withoutApiServer<T>(action: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

interface ControlPlaneOptions extends Place {
  /** Controllers that run besides, such as `deployment-controller`. @default - none: what is stored stays as it is */
  readonly controllers?: readonly string[];
  /** Whether Secrets are encrypted where it stores them. @default false */
  readonly encryptsSecrets?: boolean;
}

/** Its place among the servers of a control plane, after what it stores into. */
const API_SERVER = 1;

interface Site extends ControlPlaneOptions {
  readonly dir: string;
  readonly authority: Authority;
  /** Signs the tokens of service accounts. */
  readonly accountKey: string;
}

/** Starts one; its name is also that of the kubeconfig's context. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { runDir, name } = options;
  const dir = join(runDir, name);
  mkdirSync(dir, { recursive: true });
  const authority = await makeAuthority(join(dir, 'pki'), 'dwcp-e2e-kubernetes');
  const site: Site = { ...options, dir, authority, accountKey: writeAccountKey(dir) };

  const ports = await freePorts('etcd', 'peer', 'api');
  const admin: Credentials = {
    url: `https://127.0.0.1:${ports.api}`,
    ca: authority.pem,
    token: randomBytes(24).toString('hex'),
  };
  const kubeconfigPath = join(dir, 'kubeconfig');
  writeKubeconfig(kubeconfigPath, name, admin);

  const running: Running[] = [];
  const stop = async () => {
    for (const server of running.splice(0).reverse()) await server.stop();
  };
  try {
    running.push(await startEtcd(site, ports.etcd, ports.peer));
    const apiServer = () => startApiServer(site, admin, ports.etcd, ports.api);
    running.push(await apiServer());
    running.push(await startControllers(site, admin, kubeconfigPath));
    const withoutApiServer = async <T>(action: () => Promise<T>): Promise<T> => {
      killSession(running[API_SERVER]!.pid);
      try {
        return await action();
      } finally {
        running[API_SERVER] = await apiServer();
      }
    };
    const etcd = `http://127.0.0.1:${ports.etcd}`;
    return { ...admin, kubeconfigPath, context: name, id: await identityOf(admin), etcd, withoutApiServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function identityOf(admin: Credentials): Promise<string> {
  const api = new KubernetesApi(admin);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } };
  // The API server makes it by itself, but not before it says that it is ready.
  const { metadata } = await eventually(() => api.get(namespace), { what: 'kube-system there', timeoutMs: 30_000 });
  return metadata.uid;
}

function startEtcd({ runDir, name, dir }: Site, clientPort: number, peerPort: number): Promise<Running> {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return launch({
    name: `${name}/etcd`,
    runDir,
    logFile: join(dir, 'etcd.log'),
    command: binaryOf('etcd'),
    args: [
      `--data-dir=${join(dir, 'etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      // The data does not outlive the run, so it need not survive a power cut.
      '--unsafe-no-fsync',
    ],
    ready: async () => (await fetch(`${client}/health`)).ok,
  });
}

async function startApiServer(site: Site, admin: Credentials, etcdPort: number, port: number): Promise<Running> {
  const { runDir, name, dir, authority, accountKey, encryptsSecrets = false } = site;
  const serving = await authority.issue('apiserver', { commonName: 'kube-apiserver', usage: 'serverAuth' });
  const tokens = join(dir, 'tokens.csv');
  writeFileSync(tokens, `${admin.token},dwcp-e2e-admin,dwcp-e2e-admin,"system:masters"\n`, { mode: 0o600 });
  const api = new KubernetesApi(admin);
  return launch({
    name: `${name}/kube-apiserver`,
    runDir,
    logFile: join(dir, 'kube-apiserver.log'),
    command: binaryOf('kube-apiserver'),
    args: [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${serving.certFile}`,
      `--tls-private-key-file=${serving.keyFile}`,
      `--client-ca-file=${authority.certFile}`,
      `--token-auth-file=${tokens}`,
      '--authorization-mode=RBAC',
      '--allow-privileged=true',
      '--service-cluster-ip-range=10.96.0.0/16',
      `--service-account-issuer=${TOKEN_AUDIENCE}`,
      `--service-account-key-file=${accountKey}`,
      `--service-account-signing-key-file=${accountKey}`,
      // A loopback address is refused as the endpoint of the `kubernetes` Service, and nothing here uses that Service.
      '--endpoint-reconciler-type=none',
      '--advertise-address=127.0.0.1',
      // Tests and CRDs come in bursts from one user, whom the default fairness queues would slow down.
      '--enable-priority-and-fairness=false',
      ...(encryptsSecrets ? [`--encryption-provider-config=${writeEncryption(dir)}`] : []),
    ],
    ready: () => api.ready(),
  });
}

function startControllers(site: Site, admin: Credentials, kubeconfig: string) {
  const { runDir, name, dir, authority, accountKey, controllers = [] } = site;
  const api = new KubernetesApi(admin);
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } };
  return launch({
    name: `${name}/kube-controller-manager`,
    runDir,
    logFile: join(dir, 'kube-controller-manager.log'),
    command: binaryOf('kube-controller-manager'),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--controllers=${[...CONTROLLERS, ...controllers].join(',')}`,
      `--service-account-private-key-file=${accountKey}`,
      `--root-ca-file=${authority.certFile}`,
      '--leader-elect=false',
      '--secure-port=0',
      // A namespace is emptied kind by kind, and with every CRD there are hundreds of kinds.
      '--kube-api-qps=1000',
      '--kube-api-burst=2000',
    ],
    ready: async () => (await api.get(account)) !== undefined,
  });
}

/** https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ */
function writeEncryption(dir: string): string {
  const file = join(dir, 'pki', 'encryption.json');
  const keys = [{ name: 'one', secret: randomBytes(32).toString('base64') }];
  const configuration = {
    ...{ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration' },
    resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys } }, { identity: {} }] }],
  };
  // The same after it was killed: what it stored has to be read.
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(configuration), { mode: 0o600 });
  return file;
}

function writeAccountKey(dir: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const file = join(dir, 'pki', 'service-accounts.key');
  writeFileSync(file, privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  return file;
}
