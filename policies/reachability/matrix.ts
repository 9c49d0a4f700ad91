import type { Conditional } from './mesh/authorizations';
import type { Admissions } from './network/admissions';
import { pairsOf } from './pairs';
import type { Node } from './parties/node';
import { difference } from './ports';
import { type Reach, unknownPorts } from './reach';
import type { Connection, Party, Reachability } from './result';
import type { World } from './world';

type Outcome = Omit<Connection, 'from' | 'to'>;

/** Every party of a world, and every connection that one can open to another. */
export function matrixOf(world: World, admissions: Admissions): Reachability {
  const connections: Connection[] = [];
  for (const [from, to] of pairsOf(world, admissions)) {
    const openings = openingsBetween(from, to, world, admissions);
    if (openings.length === 0) continue;
    for (const a of membersOf(from)) {
      for (const b of membersOf(to)) {
        for (const opening of openings) connections.push({ from: a.id, to: b.id, ...opening });
      }
    }
  }
  return {
    parties: [...world.pods, ...world.outside.pieces].flatMap(partiesOf).sort((a, b) => compare(a.id, b.id)),
    // The openings of a pair are in order already, and sorting keeps it.
    connections: connections.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
    unknowns: world.unknowns,
    notes: world.notes,
  };
}

function openingsBetween(from: Node, to: Node, world: World, admissions: Admissions): readonly Outcome[] {
  // The input says nothing of connections of which it makes neither end.
  if (!isMade(from) && !isMade(to)) return [];
  const network = admissions.reach(from, to);
  if (network.possible.length === 0) return [];
  const reach = world.mesh.narrow(network, from, to);
  if (reach.possible.length === 0) return [];
  return openingsOf(reach, world.mesh.conditional(from, to, reach.open));
}

function isMade(node: Node): boolean {
  return node.kind !== 'outside' && !node.assumed;
}

/** The parties that a node is: addresses are one. */
function membersOf(node: Node): readonly { readonly id: string }[] {
  return node.kind === 'outside' ? [node] : node.members;
}

function partiesOf(node: Node): readonly Party[] {
  if (node.kind === 'outside') return [{ kind: 'cidr', id: node.id, except: node.except.map(({ text }) => text) }];
  return node.members.map(({ id, namespace, labels, assumed }) => ({
    kind: 'workload',
    id,
    namespace,
    labels,
    ...(assumed && { assumed }),
  }));
}

/** What is open as it is, what is open to some requests only, and what may be open. */
function openingsOf(reach: Reach, conditional: Conditional): readonly Outcome[] {
  const openings: Outcome[] = [];
  const plain = difference(reach.open, conditional.ports);
  if (plain.length > 0) openings.push({ ports: plain, outcome: 'open' });
  if (conditional.ports.length > 0) openings.push({ ...conditional, outcome: 'open' });
  const unknown = unknownPorts(reach);
  const why = reach.doubt && { why: reach.doubt };
  if (unknown.length > 0) openings.push({ ports: unknown, outcome: 'unknown', ...why });
  return openings;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
