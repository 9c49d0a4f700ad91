/** A node of the cluster: its name, its zone, its address on the bridge and the network of its pods. */
export interface NodePlan {
  readonly name: string;
  readonly zone: string;
  readonly address: string;
  readonly podCidr: string;
}

/** The address of the control plane on the bridge. All addresses are inside namespaces: nobody else sees them. */
export const CONTROL_PLANE_ADDRESS = '10.200.0.1';
export const NODE_CIDR = '10.200.0.0/24';
export const POD_CIDR = '10.244.0.0/16';
export const SERVICE_CIDR = '10.96.0.0/16';
/** The first address of the range of Services is that of the API server. */
export const API_SERVICE_ADDRESS = '10.96.0.1';
export const DNS_SERVICE_ADDRESS = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';
export const API_PORT = 6443;

/** Three, since a zone can be lost only where two others are left. */
export const NODES: readonly NodePlan[] = ['a', 'b', 'c'].map((letter, index) => ({
  name: `node-${letter}`,
  zone: `zone-${letter}`,
  address: `10.200.0.${11 + index}`,
  podCidr: `10.244.${1 + index}.0/24`,
}));
