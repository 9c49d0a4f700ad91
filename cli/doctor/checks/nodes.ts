import { contains, hostCidr, tryCidr } from '../../../constructs/network/cidr';
import type { Cluster, Live } from '../../cluster/cluster';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';

interface Node extends Live {
  readonly spec?: { readonly podCIDRs?: readonly string[] };
  readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}

const nodesOf = (cluster: Cluster) => cluster.list<Node>('/api/v1/nodes');

/** The addresses of one kind of network that no range of a fact holds, each once and with the fact. */
function outside(found: readonly string[], fact: string, ranges: readonly string[], meaning: string): Finding[] {
  const networks = ranges.flatMap((range) => tryCidr(range) ?? []);
  const missing = found.filter((text) => {
    const one = tryCidr(text.includes('/') ? text : hostCidr(text));
    return one !== undefined && !networks.some((network) => contains(network, one));
  });
  const [first, ...rest] = [...new Set(missing)].sort();
  if (first === undefined) return [];
  const also = rest.length === 0 ? '' : ` and ${rest.length} more`;
  return [
    deviates(
      `${first}${also} ${rest.length === 0 ? 'is' : 'are'} in no network of ${fact} (${ranges.join(', ')})`,
      `add the network that holds ${rest.length === 0 ? 'it' : 'them'} to ${fact}: ${meaning}`,
    ),
  ];
}

const kubelets: Look = async ({ facts }, cluster) => {
  const nodes = await nodesOf(cluster);
  const addresses = nodes
    .flatMap(({ status }) => status?.addresses ?? [])
    .flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : []));
  if (addresses.length === 0) {
    return [unknown('no node has an internal address', 'look at kubectl get nodes -o wide, and compare nodeCidrs')];
  }
  const { nodeCidrs } = facts.cluster;
  const wrong = outside(addresses, 'nodeCidrs', nodeCidrs, 'otherwise their kubelets cannot probe what is on them');
  return wrong.length > 0 ? wrong : [ok(`every node is in ${nodeCidrs.join(', ')}; nodes: ${nodes.length}`)];
};

const pods: Look = async ({ facts }, cluster) => {
  const { podCidrs } = facts.cluster;
  const ranges = (await nodesOf(cluster)).flatMap(({ spec }) => spec?.podCIDRs ?? []);
  // Where another program than Kubernetes hands out addresses, as on clouds, nodes say nothing of them.
  if (ranges.length === 0) return [];
  const wrong = outside(ranges, 'podCidrs', podCidrs, 'otherwise pods pass for what is outside the cluster');
  return wrong.length > 0 ? wrong : [ok(`pods get addresses of ${podCidrs.join(', ')}`)];
};

export const nodes: Check = {
  says: 'Nodes and pods have addresses of the networks that the facts name.',
  looks: [kubelets, pods],
};
