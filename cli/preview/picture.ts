import { difference, union } from '../../policies/reachability/ports';
import type { Reachability } from '../../policies/reachability/result';
import { type Change, differenceOf } from '../connections/diff';
import { endsOf, type ShownEnd } from '../connections/end-names';
import { type Box, type Graph, graphOf } from '../connections/graph';
import { withoutImplied } from '../connections/implied';
import { type Overview, overviewOf, type Row, type Section, type SectionKey } from '../connections/overview';
import { planSource } from '../connections/source';
import type { Comparison, Side } from './comparison';

/** A drawing of both sides of a change. */
export interface Picture extends Graph {
  /** Connections that are as they were and are not in it: there are too many of them. */
  readonly left: number;
}

/** Among more connections nobody looks for what differs, and to tell which of them were declared takes long. */
const MOST = 1_000;

/** The connections of both sides as one drawing: what is as it was, what became possible and what impossible. */
export function pictureOf({ environment, before, after, reachability }: Comparison): Picture {
  const [was, is] = [sideOf(before, reachability.before.matrix()), sideOf(after, reachability.after.matrix())];
  const { possible, impossible } = differenceOf(was.reachability, is.reachability);
  const named = { possible: rowsOf(possible, was, is), impossible: rowsOf(impossible, was, is) };
  const { connections } = is.reachability;
  const overview = connections.length > MOST ? NOTHING : overviewOf(planSource(after.plan), is.reachability);
  const ends = new Map([...was.ends, ...is.ends, ...overview.ends].map((end) => [end.name, end]));
  const used = new Set([...overview.ends.map(({ name }) => name), ...Object.values(named).flatMap(namesIn)]);
  const graph = graphOf({
    name: environment,
    ends: [...ends.values()].filter(({ name }) => used.has(name)),
    sections: [
      section('possible', named.possible),
      section('impossible', named.impossible),
      ...overview.sections.map((one) => ({ ...one, rows: without(one.rows, named.possible) })),
    ].filter(({ rows }) => rows.length > 0),
    alarms: [],
    notes: [],
  });
  return { ...marked(graph, was, is), left: connections.length > MOST ? connections.length - possible.length : 0 };
}

const NOTHING: Pick<Overview, 'ends' | 'sections'> = { ends: [], sections: [] };

/** Says of each workload that only one side has which it is. */
function marked(graph: Graph, was: Seen, is: Seen): Graph {
  const [old, now] = [was, is].map((side) => new Set(side.ends.map(({ name }) => name))) as [Set<string>, Set<string>];
  const boxes = graph.boxes.map((box): Box => {
    if (box.role !== 'workload' || old.has(box.name) === now.has(box.name)) return box;
    return { ...box, is: now.has(box.name) ? 'new' : 'gone' };
  });
  return { ...graph, boxes };
}

/** What differs, and what it touches: what is left of a drawing that would show too much. */
export function focused(graph: Picture): Picture {
  const arrows = graph.arrows.filter(({ look }) => look === 'possible' || look === 'impossible');
  const touched = new Set(arrows.flatMap(({ source, target }) => [source, target]));
  const left = graph.left + graph.arrows.length - arrows.length;
  return { ...graph, arrows, left, boxes: graph.boxes.filter(({ id, is }) => is !== undefined || touched.has(id)) };
}

interface Seen {
  readonly reachability: Reachability;
  readonly names: ReadonlyMap<string, string>;
  readonly ends: readonly ShownEnd[];
}

function sideOf({ plan }: Side, reachability: Reachability): Seen {
  const ends = endsOf(reachability.parties, plan.ends);
  return {
    reachability,
    names: new Map([...ends].map(([id, { name }]) => [id, name])),
    ends: [...ends.values()],
  };
}

/** The addresses of one peer are one end, so that several changes may be one row. */
function rowsOf(changes: readonly Change[], was: Seen, is: Seen): readonly Row[] {
  const parties = new Map([...was.reachability.parties, ...is.reachability.parties].map((one) => [one.id, one]));
  const name = (id: string) => is.names.get(id) ?? was.names.get(id) ?? id;
  const rows = new Map<string, Row>();
  for (const { from, to, ports, outcome, conditions, because } of withoutImplied(changes, [...parties.values()])) {
    const note = [...(conditions ?? []), ...(because === undefined ? [] : [because])].join('; ');
    const row = { from: name(from), to: name(to), outcome, ...(note !== '' && { note }) };
    const key = JSON.stringify(row);
    rows.set(key, { ...row, ports: union(rows.get(key)?.ports ?? [], ports) });
  }
  return [...rows.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** What of rows was there before. */
function without(rows: readonly Row[], changed: readonly Row[]): readonly Row[] {
  const ports = new Map<string, Row['ports']>();
  for (const row of changed) ports.set(pairOf(row), union(ports.get(pairOf(row)) ?? [], row.ports));
  return rows.flatMap((row) => {
    const left = difference(row.ports, ports.get(pairOf(row)) ?? []);
    return left.length === 0 ? [] : [{ ...row, ports: left }];
  });
}

function section(key: SectionKey, rows: readonly Row[]): Section {
  return { key, title: key, rows };
}

function namesIn(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ from, to }) => [from, to]);
}

function pairOf({ from, to }: Row): string {
  return JSON.stringify([from, to]);
}

function keyOf({ from, to, ports }: Row): string {
  return JSON.stringify([from, to, ports]);
}
