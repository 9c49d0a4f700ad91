import { istiod } from '../../../constructs/network/peers/operators';
import { called, type Live } from '../../cluster/cluster';
import { podsWith, whereaboutsOf } from '../../cluster/pods';
import { deviates, ok } from '../../diagnosis/finding';
import type { Look } from '../check';
import { uses } from '../uses';

/** Where the only one is drained with its node, sidecars are told of nothing, and go on sending to what was drained with it. */
export const istiods: Look = async (asked, cluster) => {
  if (!uses(asked, ['security.istio.io', 'networking.istio.io'])) return [];
  const { namespace, labels } = whereaboutsOf(istiod(asked.facts));
  const pods = await podsWith(cluster, labels, namespace);
  // That there is none, another check tells.
  if (pods.length === 0) return [];
  const nodes = new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []));
  if (nodes.size > 1) return [ok(`istiod runs on several nodes: ${nodes.size}`)];
  // Of a single node, that one is gone is an outage whatever else there is.
  if ((await cluster.list<Live>('/api/v1/nodes')).length < 2) return [];
  return [
    deviates(
      `istiod runs on one node (${pods.map(called).sort().join(', ')}), which may be drained`,
      "set pilot.replicaCount: 2 in Istio's values, or its autoscaler from 2, and spread them over kubernetes.io/hostname",
    ),
  ];
};
