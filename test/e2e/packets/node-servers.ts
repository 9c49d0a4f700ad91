import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../servers/build';
import { type KeyPair, makeAuthority } from '../servers/certificates';
import { launch, type Place, type Running } from '../servers/process';
import { writeKubeconfig } from '../support/kubeconfig';
import { KubernetesApi } from '../support/kubernetes-api';
import { doorsOf, PORTS } from './doors';
import { NODE, NODE_ADDRESS, reportNode } from './kubelet';
import type { NetworkNamespace } from './network-namespace';

const SERVICE_RANGE = '--service-cluster-ip-range=10.96.0.0/16';

/** Where the servers of a node are. */
export interface Site extends Place {
  /** For their files. */
  readonly dir: string;
  readonly namespace: NetworkNamespace;
}

/** Starts etcd, an API server that knows one node, and kube-router on that node. */
export async function startServers(site: Site): Promise<{ readonly api: KubernetesApi; stop(): Promise<void> }> {
  const running: Running[] = [];
  const doors = await doorsOf(site.dir);
  const authority = await makeAuthority(join(site.dir, 'pki'), 'dwcp-e2e-packets');
  const serving = await authority.issue('apiserver', { commonName: 'kube-apiserver', usage: 'serverAuth' });
  const token = randomBytes(24).toString('hex');
  writeFileSync(tokensOf(site), `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  const reached = (port: number) => ({ url: `https://127.0.0.1:${port}`, ca: authority.pem, token });
  const kubeconfig = join(site.dir, 'kubeconfig');
  writeKubeconfig(kubeconfig, site.name, reached(PORTS.api));
  const api = new KubernetesApi(reached(doors.api));
  const stop = async () => {
    api.close();
    for (const server of running.splice(0).reverse()) await server.stop();
  };
  try {
    running.push(await start(site, 'etcd', etcdArguments(site), () => answers(doors.etcd, '/health')));
    running.push(await start(site, 'kube-apiserver', apiServerArguments(site, serving), () => api.ready()));
    await reportNode(api);
    const healthy = () => answers(doors.health, '/healthz');
    running.push(await start(site, 'kube-router', enforcerArguments(kubeconfig), healthy));
  } catch (error) {
    await stop();
    throw error;
  }
  return { api, stop };
}

function start(
  { runDir, name, dir, namespace }: Site,
  server: string,
  args: readonly string[],
  ready: () => Promise<boolean>,
): Promise<Running> {
  return launch({
    name: `${name}/${server}`,
    runDir,
    logFile: join(dir, `${server}.log`),
    ...namespace.entering(binaryOf(server), args),
    ready,
  });
}

async function answers(port: number, path: string): Promise<boolean> {
  // A door is open before the server behind it is: such a connection is made and then closed, and fetch may miss that.
  return (await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_000) })).ok;
}

function etcdArguments({ dir }: Site): readonly string[] {
  const client = `http://127.0.0.1:${PORTS.etcd}`;
  return [
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    '--unsafe-no-fsync',
  ];
}

const tokensOf = ({ dir }: Site) => join(dir, 'tokens.csv');

function apiServerArguments(site: Site, serving: KeyPair): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${PORTS.etcd}`,
    `--secure-port=${PORTS.api}`,
    `--advertise-address=${NODE_ADDRESS}`,
    `--tls-cert-file=${serving.certFile}`,
    `--tls-private-key-file=${serving.keyFile}`,
    `--token-auth-file=${tokensOf(site)}`,
    '--authorization-mode=RBAC',
    SERVICE_RANGE,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${serving.certFile}`,
    `--service-account-signing-key-file=${serving.keyFile}`,
    // No controller makes service accounts here, and packets know nothing of how a pod is secured otherwise.
    '--disable-admission-plugins=ServiceAccount,PodSecurity',
    '--enable-priority-and-fairness=false',
  ];
}

function enforcerArguments(kubeconfig: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--hostname-override=${NODE}`,
    '--run-firewall=true',
    '--run-router=false',
    '--run-service-proxy=false',
    // Changes are all that it acts on: never in the middle of a measurement, because a time has come.
    '--iptables-sync-period=24h',
    SERVICE_RANGE,
  ];
}
