import type { IConstruct } from 'constructs';
import { Connections } from './connections';
import type { Port } from './port';

/** A declared permission: who may open which port on whom, and by what identity the target knows the caller. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Port['protocol'];
  /** Whether it is there to run workloads at all, rather than for what they do. */
  readonly infrastructure: boolean;
  /** Service-account principal of the caller. @default - the caller is outside the mesh */
  readonly identity?: string;
}

/** Every edge declared in a tree, sorted, each once. */
export function edgesOf(root: IConstruct): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const connections of root.node.findAll().filter(Connections.isConnections)) {
    const own = connections.peer;
    const add = (from: typeof own, to: typeof own, { number, protocol }: Port) =>
      edges.set(`${from.name} ${to.name} ${String(number).padStart(5, '0')} ${protocol}`, {
        from: from.name,
        to: to.name,
        port: number,
        protocol,
        infrastructure: from.role === 'infrastructure' || to.role === 'infrastructure',
        ...(from.principal !== undefined && { identity: from.principal }),
      });
    for (const { peer, port } of connections.ingress) add(peer, own, port);
    for (const { peer, port } of connections.egress) add(own, peer, port);
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}
