import type { Path, Problem } from '../fields/field';
import { listAt, valueAt } from '../fields/parts';
import { type Cidr, overlap, tryCidr, widestPrefix } from '../network/cidr';

/** A network of a cluster, and where its facts have it. */
export interface Placed {
  readonly path: Path;
  readonly network: Cidr;
}

/** The problems of clusters in which a pod passes for something else, since its address is in the other's network too. */
export function apart(cluster: object, path: Path): readonly Problem[] {
  const pods = networksAt(cluster, 'podCidrs');
  const overlapping = (others: readonly Placed[], consequence: string): readonly Problem[] =>
    others.flatMap(({ path: place, network }) => {
      const index = pods.findIndex((pod) => overlap(pod.network, network));
      const pod = pods[index];
      if (pod === undefined) return [];
      const message = `${network.text} overlaps podCidrs[${pod.path.at(-1)}] ${pod.network.text}, so ${consequence}`;
      return [{ path: [...path, ...place], message }];
    });
  return [
    ...overlapping(
      networksAt(cluster, 'apiServer', 'cidrs'),
      'who may call the API server may call pods; give pods and the API server networks of their own',
    ),
    ...overlapping(
      networksAt(cluster, 'nodeCidrs'),
      'a pod would pass for a kubelet; give pods and nodes networks of their own',
    ),
  ];
}

/** The networks in a list of the facts; what is wrong with its other entries is said by their own field. */
export function networksAt(cluster: object, ...keys: readonly string[]): readonly Placed[] {
  const list = keys.reduce<unknown>((whole, key) => valueAt(whole, key), cluster);
  return listAt(list).flatMap((text, index) => {
    const network = typeof text === 'string' ? tryCidr(text) : undefined;
    const isOne = network !== undefined && network.text === text && network.prefix >= widestPrefix(network);
    return isOne ? [{ path: [...keys, index], network }] : [];
  });
}
