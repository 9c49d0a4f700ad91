import type { Facts } from '../../../constructs/facts/facts';
import type { Labels } from '../../../constructs/fields/labels';
import { dns as dnsPeer } from '../../../constructs/network/peers/cluster';
import { called, hasLabels, type Live, written } from '../../cluster/cluster';
import { flagOf, type LivePod, podsWith } from '../../cluster/pods';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';

interface Service extends Live {
  readonly spec?: {
    readonly clusterIPs?: readonly string[];
    readonly selector?: Labels;
    readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
  };
}

interface DaemonSet extends Live {
  readonly spec?: { readonly template?: LivePod };
}

/** By its own manifests: https://github.com/kubernetes/kubernetes/tree/master/cluster/addons/dns/nodelocaldns */
const NODE_LOCAL = '/apis/apps/v1/namespaces/kube-system/daemonsets/node-local-dns';

/** The Service of the address that pods ask, and who answers for it. */
const answering: Look = async ({ facts }, cluster) => {
  const { serviceIp, namespace = 'kube-system' } = facts.cluster.dns;
  const services = await cluster.list<Service>(`/api/v1/namespaces/${namespace}/services`);
  const service = services.find(({ spec }) => spec?.clusterIPs?.includes(serviceIp));
  if (service === undefined) return [elsewhere(serviceIp, namespace, services)];
  const selector = service.spec?.selector ?? {};
  const pods = Object.keys(selector).length === 0 ? [] : await podsWith(cluster, selector, namespace);
  if (pods.length === 0) {
    const says = `no pod answers for the Service ${called(service)} (${written(selector) || 'without a selector'})`;
    return [unknown(says, 'look at the pods of the cluster’s DNS, and compare dns.labels with theirs')];
  }
  const wanted = labelsIn(facts);
  const strange = pods.filter((pod) => !wanted.some((labels) => hasLabels(pod, labels)));
  if (strange.length === 0) return [ok(`${called(service)} answers at ${serviceIp}; pods of it: ${pods.length}`)];
  return [
    deviates(
      `${called(strange[0]!)} answers DNS, and has none of dns.labels (${wanted.map(written).join('; ')})`,
      `give dns.labels what the Service selects: ${written(selector)}; pods are cut off from DNS otherwise`,
    ),
  ];
};

/** The labels by which our policies let pods ask it. */
function labelsIn(facts: Facts): readonly Labels[] {
  const asked = dnsPeer(facts).selectors.map(({ podSelector }) => podSelector?.matchLabels as Labels | undefined);
  return asked.filter((labels) => labels !== undefined);
}

function elsewhere(serviceIp: string, namespace: string, services: readonly Service[]): Finding {
  const others = services.filter(({ spec }) => spec?.ports?.some(({ port }) => port === 53));
  const [other] = others.flatMap((one) => (one.spec?.clusterIPs ?? []).map((ip) => `${called(one)} at ${ip}`));
  return deviates(
    `no Service of ${namespace} has the address ${serviceIp}, which dns.serviceIp is`,
    other === undefined
      ? 'say in dns.namespace and dns.serviceIp where DNS is: kubectl get services -A | grep dns'
      : `write the address of ${other} to dns.serviceIp`,
  );
}

/** The cache on each node, which answers on an address of its own. */
const cache: Look = async ({ facts }, cluster) => {
  const { nodeLocalIp } = facts.cluster.dns;
  const set = await cluster.get<DaemonSet>(NODE_LOCAL);
  if (set === undefined) {
    if (nodeLocalIp === undefined) return [];
    const remedy = 'leave dns.nodeLocalIp out; where it is called otherwise, say in an issue how';
    return [
      deviates(`dns.nodeLocalIp is ${nodeLocalIp}, and there is no DaemonSet kube-system/node-local-dns`, remedy),
    ];
  }
  const template = set.spec?.template;
  const addresses = (template === undefined ? undefined : flagOf(template, 'localip'))?.split(',') ?? [];
  if (nodeLocalIp !== undefined && addresses.includes(nodeLocalIp))
    return [ok(`a cache on each node answers at ${nodeLocalIp}`)];
  const own = addresses.find((ip) => ip !== facts.cluster.dns.serviceIp);
  if (own === undefined) {
    return [
      unknown('the cache on the nodes does not say where it listens', 'compare dns.nodeLocalIp with its -localip'),
    ];
  }
  if (nodeLocalIp === undefined && isRedirected(facts)) return [];
  const says = `the cache on each node answers at ${own}, and dns.nodeLocalIp is ${nodeLocalIp ?? 'left out'}`;
  return [deviates(says, `write ${own} to dns.nodeLocalIp: pods that ask it are cut off`)];
};

/** With Cilium the cache is reached as pods, whose labels are in the facts. */
function isRedirected({ cluster }: Facts): boolean {
  return cluster.networkPlugin?.name === 'cilium';
}

export const dns: Check = {
  says: 'Names are resolved where policies let pods ask.',
  looks: [answering, cache],
};
