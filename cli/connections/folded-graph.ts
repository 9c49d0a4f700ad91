import { union } from '../../policies/reachability/ports';
import type { ShownEnd } from './end-names';
import { type Graph, graphOf } from './graph';
import type { Overview, Row, Section } from './overview';

/** Laying out takes time that grows with the square of the arrows, and nobody reads a picture of more. */
export const ARROWS_DRAWN = 300;

/** What is drawn: every workload, or where these have more arrows than a picture can show, their namespaces. */
export function drawnOf(overview: Overview): Graph {
  const graph = graphOf(overview);
  return graph.arrows.length > ARROWS_DRAWN ? graphOfNamespaces(overview) : graph;
}

/** A box for each namespace, and one for all addresses outside. What stays within a namespace is told in its box. */
function graphOfNamespaces(overview: Overview): Graph {
  const ends = new Map(overview.ends.map((end) => [end.name, end]));
  const counts = new Map<string, number>();
  for (const { role, namespace } of overview.ends) {
    if (role === 'workload' && namespace !== undefined) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  const folded = (name: string): ShownEnd => foldedEnd(ends.get(name) ?? { name, role: 'pods' }, counts);
  const inside = new Map<string, number>();
  const sections = overview.sections
    // Every cluster needs it, and so every namespace.
    .filter(({ key }) => key !== 'infrastructure')
    .map((section): Section => ({ ...section, rows: foldedRows(section.rows, folded, inside) }))
    .filter(({ rows }) => rows.length > 0);
  const shown = new Map(overview.ends.map(({ name }) => [folded(name).name, folded(name)]));
  const graph = graphOf({ ...overview, name: `${overview.name}, by namespace`, ends: [...shown.values()], sections });
  return {
    ...graph,
    boxes: graph.boxes.map((box) => {
      const pairs = inside.get(box.name) ?? 0;
      return pairs === 0 ? box : { ...box, infrastructure: [`${pairs} ${pairs === 1 ? 'pair' : 'pairs'} inside`] };
    }),
  };
}

function foldedEnd(end: ShownEnd, counts: ReadonlyMap<string, number>): ShownEnd {
  if (end.role === 'outside') return { name: 'addresses outside', role: 'outside' };
  if (end.namespace === undefined) return end;
  const count = counts.get(end.namespace);
  if (count === undefined) return { name: `pods in ${end.namespace}`, role: end.role };
  return {
    name: end.namespace,
    role: 'workload',
    kind: `namespace of ${count} ${count === 1 ? 'workload' : 'workloads'}`,
  };
}

/** One row for each pair of ends, and one more where only some of it may be open. */
function foldedRows(
  rows: readonly Row[],
  folded: (name: string) => ShownEnd,
  inside: Map<string, number>,
): readonly Row[] {
  const found = new Map<string, Row>();
  for (const { from, to, ports, outcome } of rows) {
    const [source, target] = [folded(from).name, folded(to).name];
    if (source === target) {
      inside.set(source, (inside.get(source) ?? 0) + 1);
      continue;
    }
    const id = JSON.stringify([source, target, outcome]);
    const before = found.get(id)?.ports ?? [];
    found.set(id, { from: source, to: target, ports: union(before, ports), outcome });
  }
  return [...found.values()];
}
