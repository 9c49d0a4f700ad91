import type { ShownEnd } from './end-names';
import { type Line, linesOf } from './gather';
import type { Overview, SectionKey } from './overview';

/** A box of the graph. */
export interface Box extends ShownEnd {
  /** Short, and safe in every format: `n3`. */
  readonly id: string;
  /** The workloads that it stands for, where it stands for all of them. */
  readonly members: readonly string[];
  /** What every cluster needs to run it: told in the box, because an arrow for each would hide the rest. */
  readonly infrastructure: readonly string[];
  /** Which of two inputs has it. @default - both, or there is only one */
  readonly is?: 'new' | 'gone';
}

/** How an arrow is drawn: what must not be overlooked comes before where it leads. */
const ALARMS = ['possible', 'impossible', 'undeclared', 'unknown'] as const;
type Look = (typeof ALARMS)[number] | 'plain' | 'outside';

export interface Arrow extends Line {
  readonly id: string;
  readonly look: Look;
  /** Ids of boxes. */
  readonly source: string;
  readonly target: string;
}

/** What every drawing shows. */
export interface Graph {
  readonly name: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Lays out nothing: which boxes and arrows there are, in a stable order. */
export function graphOf({ name, ends, sections }: Overview): Graph {
  const workloads = ends.filter(({ role }) => role === 'workload').map((end) => end.name);
  const lines = sections
    .filter(({ key }) => key !== 'infrastructure')
    .flatMap(({ key, rows }) => linesOf(rows, workloads).map((line) => ({ ...line, section: key })));
  const together = new Map(lines.flatMap(({ from, to }) => [from, to]).map((bundle) => [bundle.name, bundle]));
  const drawn = [
    ...ends.filter((end) => end.role === 'workload' || together.has(end.name)),
    ...[...together.values()]
      .filter(({ members }) => members.length > 1)
      .map((bundle): ShownEnd => ({ name: bundle.name, role: 'workload' })),
  ];
  const needed = infrastructureOf(sections);
  const boxes = drawn.map((end, index) => ({
    ...end,
    id: `n${index + 1}`,
    members: together.get(end.name)?.members ?? [end.name],
    infrastructure: needed.get(end.name) ?? [],
  }));
  const boxOf = new Map(boxes.map((box) => [box.name, box]));
  const arrows = lines.map(({ section, ...line }, index) => {
    const [source, target] = [boxOf.get(line.from.name)!, boxOf.get(line.to.name)!];
    return {
      ...line,
      id: `a${index + 1}`,
      look: lookOf(section, source, target),
      source: source.id,
      target: target.id,
    };
  });
  return { name, boxes, arrows };
}

function lookOf(section: SectionKey, ...ends: readonly Box[]): Look {
  const alarm = ALARMS.find((look) => look === section);
  if (alarm !== undefined) return alarm;
  return ends.some(({ role }) => role === 'outside') ? 'outside' : 'plain';
}

/** `called by kubelet, prometheus` and `calls cluster-dns`, for each workload. */
function infrastructureOf(sections: Overview['sections']): ReadonlyMap<string, readonly string[]> {
  const rows = sections.find(({ key }) => key === 'infrastructure')?.rows ?? [];
  const names = new Set(rows.flatMap(({ from, to }) => [from, to]));
  return new Map(
    [...names].map((name) => {
      const callers = new Set(rows.filter(({ to }) => to === name).map(({ from }) => from));
      const called = new Set(rows.filter(({ from }) => from === name).map(({ to }) => to));
      return [
        name,
        [
          ...(callers.size > 0 ? [`called by ${[...callers].join(', ')}`] : []),
          ...(called.size > 0 ? [`calls ${[...called].join(', ')}`] : []),
        ],
      ];
    }),
  );
}
