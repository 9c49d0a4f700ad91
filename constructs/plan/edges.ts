import type { IConstruct } from 'constructs';
import { Connections } from '../network/connections';
import { clearer, type Edge } from '../network/edge';
import { limitKey } from '../network/http-limit';

/** Every edge declared in a tree, sorted, each once. */
export function edgesOf(root: IConstruct): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const { ingress, egress } of root.node.findAll().filter(Connections.isConnections)) {
    for (const edge of [...ingress, ...egress]) {
      const { from, to, port, protocol, http } = edge;
      const key = `${from} ${to} ${String(port).padStart(5, '0')} ${protocol} ${limitKey(http)}`;
      const said = edges.get(key);
      edges.set(key, said === undefined ? edge : clearer(said, edge));
    }
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}
