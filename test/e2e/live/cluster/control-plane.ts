import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leadTo } from '../../packets/doors';
import { compilePrograms } from '../../packets/programs';
import { binaryOf } from '../../servers/build';
import type { Place } from '../../servers/process';
import type { Credentials } from '../../support/kubeconfig';
import { KubernetesApi } from '../../support/kubernetes-api';
import { API_PORT, CLUSTER_DOMAIN, CONTROL_PLANE_ADDRESS, NODES, POD_CIDR, SERVICE_CIDR } from './addresses';
import type { ClusterCredentials } from './credentials';
import { Machine } from './machine';

/** How long after a node's last word it counts as lost: 50 s by default, which a test would only wait for. */
export const NODE_GRACE_SECONDS = 10;

/** How long a pod stays on a node that is lost: 300 s by default. */
export const TOLERATION_SECONDS = 5;

export const BRIDGE = 'bridge0';

/** The machine of the control plane, with the bridge that nodes are connected to. */
export interface LiveControlPlane {
  readonly machine: Machine;
  readonly admin: Administrator;
}

/** Who may do everything, also where all is stored. */
export type Administrator = Credentials & { readonly etcd: string };

/** Controllers that end pods of a node that says nothing. */
const JUDGES_OF_NODES = ['node-lifecycle-controller', 'taint-eviction-controller', 'pod-garbage-collector-controller'];

/** With `nodes: 'none'` nobody places pods, and nobody ends those whose nodes say nothing. */
export async function startControlPlane(
  place: Place,
  credentials: ClusterCredentials,
  { nodes = 'real' }: { readonly nodes?: 'real' | 'none' } = {},
): Promise<LiveControlPlane> {
  const machine = await Machine.start({ ...place, name: `${place.name}/control-plane` });
  await machine.ip(
    `link add ${BRIDGE} type bridge stp_state 0 forward_delay 0`,
    `address add ${CONTROL_PLANE_ADDRESS}/24 dev ${BRIDGE}`,
    `link set ${BRIDGE} up`,
  );
  const { url, etcd, ...doors } = await openDoors(machine);
  const admin = { url, etcd, ca: credentials.authority.pem, token: credentials.adminToken };
  const [api] = [new KubernetesApi(admin)];
  await machine.launch('doors', doors.command, { ready: doors.ready });
  await machine.launch('etcd', [binaryOf('etcd'), ...etcdArguments(machine)]);
  await machine.launch('kube-apiserver', [binaryOf('kube-apiserver'), ...apiServerArguments(machine, credentials)], {
    ready: () => api.ready(),
  });
  const scheduler = [`--kubeconfig=${credentials.kubeconfig('scheduler')}`, '--leader-elect=false'];
  if (nodes === 'real') await machine.launch('kube-scheduler', [binaryOf('kube-scheduler'), ...scheduler]);
  await machine.launch('kube-controller-manager', [
    binaryOf('kube-controller-manager'),
    ...controllerArguments(credentials),
    ...(nodes === 'none' ? [`--controllers=${['*', ...JUDGES_OF_NODES.map((name) => `-${name}`)].join()}`] : []),
  ]);
  api.close();
  return { machine, admin };
}

/** Loopback ports of this machine that lead to the API server's, and to where it stores. */
async function openDoors({ dir }: Machine) {
  const socket = (port: number) => join(dir, `${port}.sock`);
  const ports = [API_PORT, ETCD_PORT];
  return {
    command: [...compilePrograms(join(dir, 'programs'))('doors'), dir, ...ports.map(String)],
    ready: async () => ports.every((port) => existsSync(socket(port))),
    url: `https://127.0.0.1:${await leadTo(socket(API_PORT))}`,
    etcd: `http://127.0.0.1:${await leadTo(socket(ETCD_PORT))}`,
  };
}

const ETCD_PORT = 2379;

function etcdArguments({ dir }: Machine): readonly string[] {
  return [
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=http://127.0.0.1:${ETCD_PORT}`,
    `--advertise-client-urls=http://127.0.0.1:${ETCD_PORT}`,
    // The data does not outlive the run, so it need not survive a power cut.
    '--unsafe-no-fsync',
  ];
}

function apiServerArguments({ dir }: Machine, credentials: ClusterCredentials): readonly string[] {
  const { authority, accountKey, apiServer, kubeletClient, tokenFile } = credentials;
  return [
    `--etcd-servers=http://127.0.0.1:${ETCD_PORT}`,
    `--secure-port=${API_PORT}`,
    `--advertise-address=${CONTROL_PLANE_ADDRESS}`,
    `--tls-cert-file=${apiServer.certFile}`,
    `--tls-private-key-file=${apiServer.keyFile}`,
    `--client-ca-file=${authority.certFile}`,
    `--token-auth-file=${tokenFile}`,
    `--encryption-provider-config=${encryptionIn(dir)}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--allow-privileged=true',
    `--kubelet-client-certificate=${kubeletClient.certFile}`,
    `--kubelet-client-key=${kubeletClient.keyFile}`,
    `--kubelet-certificate-authority=${authority.certFile}`,
    '--kubelet-preferred-address-types=InternalIP',
    // Webhooks are pods: without a proxy of its own, it reaches them by their addresses.
    '--enable-aggregator-routing=true',
    `--service-cluster-ip-range=${SERVICE_CIDR}`,
    `--service-account-issuer=https://kubernetes.default.svc.${CLUSTER_DOMAIN}`,
    `--service-account-key-file=${accountKey}`,
    `--service-account-signing-key-file=${accountKey}`,
    `--default-not-ready-toleration-seconds=${TOLERATION_SECONDS}`,
    `--default-unreachable-toleration-seconds=${TOLERATION_SECONDS}`,
  ];
}

/** Writes by which key Secrets are encrypted in etcd, and returns the file. */
function encryptionIn(dir: string): string {
  const file = join(dir, 'encryption.json');
  const keys = [{ name: 'of-this-run', secret: randomBytes(32).toString('base64') }];
  const resources = [{ resources: ['secrets'], providers: [{ secretbox: { keys } }] }];
  const config = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

function controllerArguments(credentials: ClusterCredentials): readonly string[] {
  const { authority, accountKey, kubeconfig } = credentials;
  return [
    `--kubeconfig=${kubeconfig('controller-manager')}`,
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${accountKey}`,
    `--root-ca-file=${authority.certFile}`,
    '--leader-elect=false',
    `--cluster-cidr=${POD_CIDR}`,
    `--node-monitor-grace-period=${NODE_GRACE_SECONDS}s`,
    '--node-monitor-period=1s',
    // A claim waits for its disk, and looks again only so often.
    '--pvclaimbinder-sync-period=2s',
  ];
}

/** What leads from the control plane to pods: each network by its node. */
export const routesToPods = (except?: string): readonly string[] =>
  NODES.filter(({ name }) => name !== except).map(({ podCidr, address }) => `route add ${podCidr} via ${address}`);
