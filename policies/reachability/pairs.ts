import { type Admission, UNRESTRICTED } from './network/admission';
import type { Admissions } from './network/admissions';
import { NODE_KINDS, type Node, type NodeKind } from './parties/node';
import { intersection } from './ports';
import type { World } from './world';

export type Pair = readonly [from: Node, to: Node];

/**
 * The pairs that may have a connection, without trying all of them.
 *
 * A pair is one if either end names the other, or if each end opens to everybody of the other's kind.
 */
export function* pairsOf(world: World, admissions: Admissions): Generator<Pair> {
  const nodes = NODE_KINDS.flatMap((kind) => world.nodes[kind]);
  for (const from of nodes) for (const to of admissions.of('egress', from).some.keys()) yield [from, to];
  for (const to of nodes) {
    for (const from of admissions.of('ingress', to).some.keys()) {
      if (!admissions.of('egress', from).some.has(to)) yield [from, to];
    }
  }
  yield* openPairs(nodes, admissions);
}

/** Pairs that are open at both ends to whole kinds: compared by what is open, which few differ in, and then listed. */
function* openPairs(nodes: readonly Node[], admissions: Admissions): Generator<Pair> {
  const callers = alike(nodes, (node) => admissions.of('egress', node));
  const callees = alike(nodes, (node) => admissions.of('ingress', node));
  for (const from of callers) {
    for (const to of callees) {
      const ports = intersection(from.everybody[to.kind].possible, to.everybody[from.kind].possible);
      if (ports.length === 0 || (from.kind === 'outside' && to.kind === 'outside')) continue;
      yield* unnamedPairs(from, to, admissions);
    }
  }
}

/** Those of the pairs between two groups of which neither end names the other: the rest is listed already. */
function* unnamedPairs(from: Alike, to: Alike, admissions: Admissions): Generator<Pair> {
  for (const caller of from.nodes) {
    const named = admissions.of('egress', caller).some;
    for (const callee of to.nodes) {
      if (!named.has(callee) && !admissions.of('ingress', callee).some.has(caller)) yield [caller, callee];
    }
  }
}

interface Alike {
  readonly kind: NodeKind;
  readonly everybody: Admission['everybody'];
  readonly nodes: Node[];
}

/** Nodes of one kind that open the same ports to everybody. */
function alike(nodes: readonly Node[], admissionOf: (node: Node) => Admission): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const node of nodes) {
    const { everybody } = admissionOf(node);
    const key = `${node.kind} ${everybody === UNRESTRICTED.everybody ? '' : textOf(everybody)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kind: node.kind, everybody, nodes: [node] });
    else group.nodes.push(node);
  }
  return [...groups.values()];
}

function textOf(everybody: Admission['everybody']): string {
  return NODE_KINDS.map((kind) => JSON.stringify(everybody[kind].possible)).join();
}
