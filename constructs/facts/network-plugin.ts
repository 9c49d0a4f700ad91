import type { Path, Problem } from '../fields/field';
import { valueAt } from '../fields/parts';
import { overlap } from '../network/cidr';
import { networksAt } from './networks-apart';

/**
 * What a cluster with Cilium lacks for our NetworkPolicies to mean there what they say.
 *
 * https://docs.cilium.io/en/stable/security/policy/language/#selecting-nodes-with-cidr-ipblock
 */
export function nodesMatched(cluster: object, path: Path): readonly Problem[] {
  const plugin = valueAt(cluster, 'networkPlugin');
  const [name, mode] = [valueAt(plugin, 'name'), valueAt(plugin, 'policyCidrMatchMode')];
  if (name !== 'cilium') {
    return mode === undefined || name === undefined
      ? []
      : [
          {
            path: [...path, 'networkPlugin', 'policyCidrMatchMode'],
            message: 'is a setting of Cilium alone; leave it out',
          },
        ];
  }
  return [...cutOffFromApi(cluster, path, mode), ...cutOffFromDns(cluster, path)];
}

function cutOffFromApi(cluster: object, path: Path, mode: unknown): readonly Problem[] {
  const nodes = networksAt(cluster, 'nodeCidrs');
  const onNode = networksAt(cluster, 'apiServer', 'cidrs').find(({ network }) =>
    nodes.some((node) => overlap(node.network, network)),
  );
  if (mode !== undefined || onNode === undefined) return [];
  const why = `the API server at ${onNode.network.text} is a node, which Cilium matches by no CIDR`;
  return [
    {
      path: [...path, 'networkPlugin', 'policyCidrMatchMode'],
      message: `is missing: ${why}, so that databases would not reach it; set policyCIDRMatchMode: [nodes] in Cilium's Helm values, then write nodes here`,
    },
  ];
}

function cutOffFromDns(cluster: object, path: Path): readonly Problem[] {
  const address = valueAt(valueAt(cluster, 'dns'), 'nodeLocalIp');
  // Its own node is `host` to Cilium in either mode: only the other nodes get identities that a CIDR selects.
  return typeof address === 'string'
    ? [
        {
          path: [...path, 'dns', 'nodeLocalIp'],
          message: `${address} is on the pod's own node, which Cilium matches by no CIDR; redirect it by a CiliumLocalRedirectPolicy to pods of the cache, add their labels to dns.labels, and leave nodeLocalIp out`,
        },
      ]
    : [];
}
