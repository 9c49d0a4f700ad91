import type { Labelled } from '../../selector';
import type { Namespace } from './namespaces';
import type { Outside } from './outside';
import type { Workload } from './workload';

/** Pods that no policy tells apart. */
export interface Pods extends Labelled, Omit<Workload, 'id' | 'namespace' | keyof Labelled> {
  /** Pods that share their node's network have its address, and no policy surely governs them. */
  readonly kind: 'pods' | 'host';
  readonly namespace: Namespace;
  /** Only the labels that some selector asks for. */
  readonly labels: Labelled['labels'];
  readonly membership: Membership;
  readonly members: readonly Workload[];
}

/** How pods take part in the mesh. */
export type Membership = 'sidecar' | 'gateway' | 'none' | 'unknown';

/** One end of a connection, as the evaluator counts them. */
export type Node = Pods | Outside;
export type NodeKind = Node['kind'];

export const NODE_KINDS: readonly NodeKind[] = ['pods', 'host', 'outside'];

/** How a sentence names it. */
export function nameOf(node: Node): string {
  if (node.kind === 'outside') return node.id;
  const [{ id }, ...others] = node.members as [Workload, ...Workload[]];
  return others.length === 0 ? id : `${id}, with ${others.length} like it,`;
}
