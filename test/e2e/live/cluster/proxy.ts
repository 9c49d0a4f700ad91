import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type NodePlan, POD_CIDR } from './addresses';
import type { ClusterCredentials } from './credentials';

/** Writes the configuration of kube-proxy, and returns its path. */
export function writeProxyConfig(dir: string, { name }: NodePlan, { kubeconfig }: ClusterCredentials): string {
  const file = join(dir, 'kube-proxy.yaml');
  const config = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    clientConnection: { kubeconfig: kubeconfig('proxy') },
    hostnameOverride: name,
    clusterCIDR: POD_CIDR,
    // It would set limits of the whole machine.
    conntrack: { maxPerCore: 0, min: 0 },
  };
  writeFileSync(file, stringify(config));
  return file;
}
