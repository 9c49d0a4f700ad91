import type { Path, Problem } from '../fields/field';
import { listAt, valueAt } from '../fields/parts';
import { type Cidr, overlap, tryCidr, widestPrefix } from '../network/cidr';

/** A network in a list of them, and its place there. */
export interface Listed {
  readonly index: number;
  readonly network: Cidr;
}

/** The problems of clusters in which a pod passes for something else, since its address is in the other's network too. */
export function apart(cluster: object, path: Path): readonly Problem[] {
  const pods = networksIn(valueAt(cluster, 'podCidrs'));
  const overlapping = (place: readonly string[], others: readonly Listed[], consequence: string): readonly Problem[] =>
    others.flatMap(({ index, network }) => {
      const pod = pods.find((one) => overlap(one.network, network));
      if (pod === undefined) return [];
      const message = `${network.text} overlaps podCidrs[${pod.index}] ${pod.network.text}, so ${consequence}`;
      return [{ path: [...path, ...place, index], message }];
    });
  return [
    ...overlapping(
      ['apiServer', 'cidrs'],
      networksIn(valueAt(valueAt(cluster, 'apiServer'), 'cidrs')),
      'who may call the API server may call pods; give pods and the API server networks of their own',
    ),
    ...overlapping(
      ['nodeCidrs'],
      networksIn(valueAt(cluster, 'nodeCidrs')),
      'a pod would pass for a kubelet; give pods and nodes networks of their own',
    ),
  ];
}

/** The entries of a list that are networks of a cluster; what is wrong with the others is said by their own fields. */
export function networksIn(value: unknown): readonly Listed[] {
  return listAt(value).flatMap((text, index) => {
    const network = typeof text === 'string' ? tryCidr(text) : undefined;
    const isOne = network !== undefined && network.text === text && network.prefix >= widestPrefix(network);
    return isOne ? [{ index, network }] : [];
  });
}
