import type { IConstruct } from 'constructs';
import { Environment } from '../environment';
import { Connections } from './connections';
import { type HttpLimit, limitKey } from './http-limit';
import type { Opening } from './openings';
import { type Caller, principal } from './peer';
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
  /** Methods and paths that it is limited to. @default - everything that is said on the port */
  readonly http?: HttpLimit;
}

/** Every edge declared in a tree, sorted, each once. */
export function edgesOf(root: IConstruct): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const connections of root.node.findAll().filter(Connections.isConnections)) {
    const own = connections.peer;
    const { trustDomain } = Environment.of(connections).facts.cluster;
    const add = (from: Caller, to: Caller, { port: { number, protocol }, http }: Opening) =>
      edges.set(`${from.name} ${to.name} ${String(number).padStart(5, '0')} ${protocol} ${limitKey(http)}`, {
        from: from.name,
        to: to.name,
        port: number,
        protocol,
        infrastructure: from.role === 'infrastructure' || to.role === 'infrastructure',
        ...(from.serviceAccount !== undefined && { identity: principal(trustDomain, from.serviceAccount) }),
        ...(http && { http }),
      });
    for (const opening of connections.ingress) add(opening.peer, own, opening);
    for (const opening of connections.egress) add(own, opening.peer, opening);
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}
