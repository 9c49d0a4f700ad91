import { called, type Live } from '../../cluster/cluster';
import { deviates, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';

/** What runs on each node, by the name of its DaemonSet. Under another name than its own, GKE runs Cilium as `anetd`. */
const PLUGINS: Readonly<Record<string, string>> = {
  'antrea-agent': 'antrea',
  'calico-node': 'calico',
  cilium: 'cilium',
  anetd: 'cilium',
  'kube-router': 'kube-router',
  'aws-node': 'that of Amazon',
  'azure-npm': 'that of Azure',
  'kube-network-policies': 'kube-network-policies',
  kindnet: 'kindnet',
  'ovnkube-node': 'that of OpenShift',
};

/** What gives pods a network and lets everybody in. */
const OPEN = ['kube-flannel-ds', 'weave-net', 'kube-flannel'];

const enforcer: Look = async ({ facts }, cluster) => {
  const fact = facts.cluster.networkPlugin?.name;
  const sets = await cluster.list<Live>('/apis/apps/v1/daemonsets');
  const found = sets.flatMap((set) => {
    const plugin = PLUGINS[set.metadata.name];
    return plugin === undefined ? [] : [{ plugin, set }];
  });
  const plugins = [...new Set(found.map(({ plugin }) => plugin))];
  if (fact !== undefined && plugins.includes(fact)) return [ok(`${fact} enforces NetworkPolicies`)];
  if (plugins.includes('cilium')) {
    const says = `Cilium enforces NetworkPolicies (DaemonSet ${called(found.find((one) => one.plugin === 'cilium')!.set)}), and networkPlugin is ${fact ?? 'left out'}`;
    return [deviates(says, 'say networkPlugin: { name: cilium }, which refuses what Cilium would cut off')];
  }
  if (fact !== undefined) {
    const seen = plugins.length === 0 ? 'no plugin that is known here' : plugins.join(' and ');
    return [
      deviates(
        `networkPlugin is ${fact}, and the nodes run ${seen}`,
        'say in networkPlugin what they run, or leave it out',
      ),
    ];
  }
  if (plugins.length > 0) return [ok(`${plugins.join(' and ')} enforces NetworkPolicies`)];
  const open = sets.find(({ metadata }) => OPEN.includes(metadata.name));
  if (open !== undefined) {
    const says = `the nodes run ${called(open)}, which enforces no NetworkPolicy`;
    return [deviates(says, 'add what does: everybody reaches everything in this cluster')];
  }
  const says = 'no DaemonSet is of a network plugin that is known here, so nobody sees that policies are enforced';
  return [unknown(says, 'ask the provider of the cluster what enforces NetworkPolicies, and try it with two pods')];
};

/** https://docs.cilium.io/en/stable/security/policy/language/#selecting-nodes-with-cidr-ipblock */
const mode: Look = async ({ facts }, cluster) => {
  const { name, policyCidrMatchMode: fact } = facts.cluster.networkPlugin ?? {};
  if (name !== 'cilium') return [];
  const config = await cluster.get<Live & { readonly data?: Readonly<Record<string, string>> }>(
    '/api/v1/namespaces/kube-system/configmaps/cilium-config',
  );
  if (config === undefined) {
    const remedy = 'ask the provider of the cluster for its policy-cidr-match-mode';
    return [unknown('there is no ConfigMap kube-system/cilium-config, so nobody sees the mode of Cilium', remedy)];
  }
  const set = (config.data?.['policy-cidr-match-mode'] ?? '').split(/[\s,]+/).includes('nodes');
  if (set === (fact === 'nodes')) return [ok(`Cilium matches nodes by ${set ? 'CIDR' : 'no CIDR'}, as the facts say`)];
  return [
    set
      ? deviates(
          'Cilium has policy-cidr-match-mode: nodes, and networkPlugin.policyCidrMatchMode is left out',
          'write nodes to networkPlugin.policyCidrMatchMode',
        )
      : deviates(
          'networkPlugin.policyCidrMatchMode is nodes, and Cilium has no policy-cidr-match-mode: nodes',
          "set policyCIDRMatchMode: [nodes] in Cilium's Helm values: databases do not reach the API server otherwise",
        ),
  ];
};

export const networkPlugin: Check = {
  says: 'NetworkPolicies are enforced, and by what the facts name.',
  looks: [enforcer, mode],
};
