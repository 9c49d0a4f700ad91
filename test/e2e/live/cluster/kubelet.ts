import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { CLUSTER_DOMAIN, DNS_SERVICE_ADDRESS, type NodePlan } from './addresses';
import type { ClusterCredentials } from './credentials';

interface KubeletOptions {
  /** Where it keeps its pods. */
  readonly root: string;
  /** containerd's. */
  readonly socket: string;
  readonly plan: NodePlan;
  readonly credentials: ClusterCredentials;
}

/** Writes the configuration of a kubelet, and returns its arguments. */
export function writeKubeletConfig(
  dir: string,
  { root, socket, plan, credentials }: KubeletOptions,
): readonly string[] {
  const { authority, kubelets, kubeconfig } = credentials;
  const { certFile, keyFile } = kubelets[plan.name]!;
  const config = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    containerRuntimeEndpoint: `unix://${socket}`,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: authority.certFile },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: certFile,
    tlsPrivateKeyFile: keyFile,
    clusterDNS: [DNS_SERVICE_ADDRESS],
    clusterDomain: CLUSTER_DOMAIN,
    // The machine's own would lead out of the cluster.
    resolvConf: '',
    cgroupDriver: 'cgroupfs',
    failCgroupV1: false,
    failSwapOn: false,
    seccompDefault: true,
    podLogsDir: join(dir, 'pods'),
    volumePluginDir: join(root, 'plugins-of-volumes'),
    // The disk is that of whoever runs the tests: how full it is says nothing of the cluster.
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    // A Secret that changes reaches a pod in seconds instead of a minute.
    syncFrequency: '2s',
    nodeStatusUpdateFrequency: '2s',
    nodeLeaseDurationSeconds: 8,
    shutdownGracePeriod: '0s',
  };
  const file = join(dir, 'kubelet.yaml');
  writeFileSync(file, stringify(config));
  return [
    `--config=${file}`,
    `--kubeconfig=${kubeconfig(plan.name)}`,
    `--root-dir=${root}`,
    `--hostname-override=${plan.name}`,
    `--node-ip=${plan.address}`,
    `--node-labels=topology.kubernetes.io/region=region,topology.kubernetes.io/zone=${plan.zone}`,
  ];
}
