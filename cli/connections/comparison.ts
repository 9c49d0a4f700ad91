import type { Edge } from '../../constructs';
import { difference, union } from '../../policies/reachability/ports';
import type { Connection, Party, PortRange, Reachability } from '../../policies/reachability/result';
import { holdsPods, isMade, isNamed, type KnownPeer } from './peers';

/** What a stack declares, beside what its policies let through. */
export interface Declaration {
  readonly edges: readonly Edge[];
  readonly peers: readonly KnownPeer[];
  /** The addresses of pods, which a range that is open to the outside may hold too. */
  readonly podCidrs: readonly string[];
}

/** An edge, and what became of it in the rendered policies. */
export interface RenderedEdge extends Edge {
  readonly rendered: 'open' | 'closed' | 'unknown';
  /** What the mesh asks of single requests besides. @default - nothing */
  readonly conditions?: readonly string[];
}

export interface Comparison {
  readonly edges: readonly RenderedEdge[];
  /** What the policies let through though no edge declares it: a mistake in the renderer, or a policy from elsewhere. */
  readonly undeclared: readonly Connection[];
}

/** Holds what was declared against what was rendered. Neither is made from the other. */
export function compare({ edges, peers, podCidrs }: Declaration, { parties, connections }: Reachability): Comparison {
  const named = new Map(peers.map((peer) => [peer.name, parties.filter((party) => isNamed(party, peer))]));
  const reached = byPair(connections);
  return {
    edges: edges.map((edge) => ({ ...edge, ...renderedAs(edge, named, reached) })),
    undeclared: undeclared(connections, parties, edges, namesOf(parties, peers, podCidrs)),
  };
}

type Reached = ReadonlyMap<string, readonly Connection[]>;

function byPair(connections: readonly Connection[]): Reached {
  const pairs = new Map<string, Connection[]>();
  for (const connection of connections) {
    const key = `${connection.from}\n${connection.to}`;
    pairs.set(key, [...(pairs.get(key) ?? []), connection]);
  }
  return pairs;
}

/** Open only if it is from everything that the edge names to everything that it names. */
function renderedAs(
  { from, to, port, protocol }: Edge,
  named: ReadonlyMap<string, readonly Party[]>,
  reached: Reached,
): Pick<RenderedEdge, 'rendered' | 'conditions'> {
  const [sources, targets] = [named.get(from) ?? [], named.get(to) ?? []];
  const found = sources.flatMap((source) =>
    targets.map((target) =>
      reached
        .get(`${source.id}\n${target.id}`)
        ?.find(({ ports }) => ports.some((range) => isIn(range, port, protocol))),
    ),
  );
  if (found.length === 0 || found.includes(undefined)) return { rendered: 'closed' };
  const conditions = [...new Set(found.flatMap((connection) => connection?.conditions ?? []))];
  const rendered = found.some((connection) => connection?.outcome === 'unknown') ? 'unknown' : 'open';
  return { rendered, ...(conditions.length > 0 && { conditions }) };
}

function isIn(range: PortRange, port: number, protocol: string): boolean {
  return range.protocol === protocol && range.from <= port && port <= range.to;
}

/** The names under which edges may mean each party. */
function namesOf(
  parties: readonly Party[],
  peers: readonly KnownPeer[],
  podCidrs: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const wide = new Set(peers.filter((peer) => holdsPods(peer, podCidrs)));
  return new Map(
    parties.map((party) => [
      party.id,
      peers
        .filter((peer) => isNamed(party, peer) || (party.kind === 'workload' && wide.has(peer)))
        .map(({ name }) => name),
    ]),
  );
}

function undeclared(
  connections: readonly Connection[],
  parties: readonly Party[],
  edges: readonly Edge[],
  names: ReadonlyMap<string, readonly string[]>,
): readonly Connection[] {
  const made = new Set(parties.filter(isMade).map(({ id }) => id));
  const ports = new Map<string, readonly PortRange[]>();
  for (const { from, to, port, protocol } of edges) {
    const key = `${from}\n${to}`;
    ports.set(key, union(ports.get(key) ?? [], [{ protocol, from: port, to: port }]));
  }
  // Between two strangers, nothing that we render decides.
  return connections
    .filter(({ from, to }) => made.has(from) || made.has(to))
    .map((connection) => {
      const pairs = (names.get(connection.from) ?? []).flatMap((from) =>
        (names.get(connection.to) ?? []).map((to) => ports.get(`${from}\n${to}`) ?? []),
      );
      return { ...connection, ports: pairs.reduce(difference, connection.ports) };
    })
    .filter((connection) => connection.ports.length > 0);
}
