import type { IConstruct } from 'constructs';
import type { NetworkPolicyPeer } from '../kubernetes';
import { Connections } from '../network/connections';
import type { Caller } from '../network/peer';
import type { Port } from '../network/port';

/** One end of edges, as plain data: what its name in an edge stands for. */
export interface End {
  /** Unique in a plan: `dwcp/dwcp-api`, `cluster-dns`, `kubelet`. */
  readonly name: string;
  /** Whether it is a workload of the platform, part of what every cluster has, or outside. */
  readonly role: Caller['role'];
  /** Peers of a NetworkPolicy, which together are all of it. */
  readonly selectors: readonly NetworkPolicyPeer[];
  /** What it listens on, as far as it says so. */
  readonly ports: readonly EndPort[];
  /** `ns/<namespace>/sa/<name>`, as the mesh proves it. @default - the mesh does not know it */
  readonly serviceAccount?: string;
  /** The construct that it was declared as. @default - it is declared elsewhere */
  readonly path?: string;
  /** The method of that construct by which clients are let in. @default - `connections.allowTo` of the client */
  readonly grant?: string;
  /** What that method has to be told beside who is let in, as one would write it. @default - nothing */
  readonly grantOptions?: string;
}

/** A port that an end listens on. */
export interface EndPort {
  /** What it is called, such as `http`. */
  readonly name: string;
  /** Its number. */
  readonly port: number;
  /** Its transport. */
  readonly protocol: Port['protocol'];
}

/** Every workload of a tree and everything that it talks to, once each, sorted by name. */
export function endsOf(root: IConstruct): readonly End[] {
  const ends = new Map<string, End>();
  const all = root.node.findAll().filter(Connections.isConnections);
  for (const { others } of all) {
    for (const peer of others) ends.set(peer.name, together(ends.get(peer.name), endOf(peer)));
  }
  // Ours last: what others know of a workload is less than what it says itself.
  for (const { peer, owner, grant, grantOptions } of all) {
    const path = owner.node.path;
    const by = { ...(grant !== undefined && { grant }), ...(grantOptions !== undefined && { grantOptions }) };
    ends.set(peer.name, together(ends.get(peer.name), { ...endOf(peer), path, ...by }));
  }
  return [...ends.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function endOf(peer: Caller & { readonly ports?: readonly Port[] }): End {
  const { name, role, selectors, serviceAccount, ports = [] } = peer;
  return {
    name,
    role,
    selectors,
    ports: ports.map((port) => ({ name: port.name, port: port.number, protocol: port.protocol })),
    ...(serviceAccount !== undefined && { serviceAccount }),
  };
}

/** Two that were given one name are one end of both. */
function together(before: End | undefined, now: End): End {
  if (before === undefined) return now;
  return {
    ...before,
    ...now,
    selectors: distinct([...before.selectors, ...now.selectors]),
    ports: distinct([...before.ports, ...now.ports]),
  };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  if (values.length < 2) return values;
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
