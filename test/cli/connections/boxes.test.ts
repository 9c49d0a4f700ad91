import { drawnOf } from '../../../cli/connections/folded-graph';
import { renderSvg } from '../../../cli/connections/formats/svg';
import type { Overview, Row } from '../../../cli/connections/overview';
import { inBrowser } from '../../support/browser';

const NAMESPACES = 12;

const nameOf = (index: number) => `n${index % NAMESPACES}/w${index}`;

/** Workloads that each call some others, so that there are cycles within namespaces and across them. */
function cyclic(workloads: number, calls: readonly number[]): Overview {
  const indices = Array.from({ length: workloads }, (_, index) => index);
  const rows = indices.flatMap((index) =>
    calls.map(
      (step): Row => ({
        from: nameOf(index),
        to: nameOf((index + step) % workloads),
        ports: [{ protocol: 'TCP', from: 8000 + step, to: 8000 + step }],
        outcome: 'open',
      }),
    ),
  );
  const ends = indices.map((index) => {
    return { name: nameOf(index), role: 'workload', namespace: `n${index % NAMESPACES}`, kind: 'Deployment' } as const;
  });
  const sections = [{ key: 'workloads', title: 'Between workloads', rows } as const];
  return { name: 'cyclic', ends, sections, alarms: [], notes: [] };
}

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Every shape of a class, by the extent of its outline in the picture's own units. */
function shapes(svg: string, kind: 'node' | 'cluster'): readonly Rectangle[] {
  const groups = svg.split('<g id="').slice(1);
  return groups
    .filter((group) => new RegExp(`^[^"]*" class="${kind}[ "]`).test(group))
    .map((group) => {
      const [, outline = ''] = /<(?:path|polygon)[^>]* (?:d|points)="([^"]*)"/.exec(group) ?? [];
      const numbers = (outline.match(/-?[\d.]+/g) ?? []).map(Number);
      expect(numbers.length).toBeGreaterThanOrEqual(8);
      const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd)) as [number[], number[]];
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    });
}

/** The picture's frame in the units of its shapes, which Graphviz moves by a translation. */
function frameOf(svg: string): Rectangle {
  const [, width, height] = /viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number) as [
    number,
    number,
    number,
  ];
  const [, x, y] = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(svg)!.map(Number) as [number, number, number];
  return { left: -x, right: width - x, top: -y, bottom: height - y };
}

const overlap = (a: Rectangle, b: Rectangle) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const inside = (a: Rectangle, b: Rectangle) =>
  a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/** Pairs of which both cover some place. */
function overlaps(all: readonly Rectangle[]): number {
  return all.reduce((sum, one, index) => sum + all.slice(index + 1).filter((other) => overlap(one, other)).length, 0);
}

const CALLS = [1, 12, 17] as const;

/** The part of an element of a page that is used here. */
interface Drawn {
  getBoundingClientRect(): Rectangle;
  querySelector(selector: string): Drawn | null;
  querySelectorAll(selector: string): Iterable<Drawn>;
}

const PICTURES = [
  [20, CALLS, 20, 60],
  [100, CALLS, 100, 300],
  [100, [...CALLS, 29], NAMESPACES, undefined],
  [200, [17], 200, 200],
  [200, CALLS, NAMESPACES, undefined],
  [300, [29], 300, 300],
  [300, CALLS, NAMESPACES, undefined],
] as const;

/** Each is drawn once: the one of most arrows takes long. */
const drawnBefore = new Map<string, Promise<string>>();

function svgOf(workloads: number, calls: readonly number[]): Promise<string> {
  const key = JSON.stringify([workloads, calls]);
  const svg = drawnBefore.get(key) ?? renderSvg(drawnOf(cyclic(workloads, calls)));
  drawnBefore.set(key, svg);
  return svg;
}

test.each(PICTURES)(
  'of %i workloads that call the next by %j, no two boxes overlap and none lies outside',
  async (workloads, calls, boxes, arrows) => {
    const graph = drawnOf(cyclic(workloads, calls));
    expect(graph.boxes).toHaveLength(boxes);
    if (arrows !== undefined) expect(graph.arrows).toHaveLength(arrows);
    const svg = await svgOf(workloads, calls);
    const [drawn, frames] = [shapes(svg, 'node'), shapes(svg, 'cluster')];
    expect(drawn).toHaveLength(boxes);
    expect([overlaps(drawn), overlaps(frames)]).toEqual([0, 0]);
    const frame = frameOf(svg);
    expect([...drawn, ...frames].filter((one) => !inside(one, frame))).toEqual([]);
    // Each box is in one frame, that of its namespace, where workloads are drawn; folded, a namespace is a box.
    const framed = boxes === workloads ? drawn.map((one) => frames.filter((each) => inside(one, each)).length) : [];
    expect(framed.filter((count) => count !== 1)).toEqual([]);
  },
  60_000,
);

inBrowser((open) => {
  test.each(PICTURES)(
    'of %i workloads that call the next by %j, each box is seen with all of its text, and covers no other',
    async (workloads, calls, boxes) => {
      const page = await open(`<!doctype html>${await svgOf(workloads, calls)}`);
      const seen = await page.locator('svg').evaluate((element) => {
        const extent = (drawn: Drawn): Rectangle => {
          const { left, right, top, bottom } = drawn.getBoundingClientRect();
          return { left, right, top, bottom };
        };
        const svg = element as unknown as Drawn;
        const nodes = [...svg.querySelectorAll('.node')].map((node) => ({
          shape: extent(node.querySelector('path, polygon')!),
          texts: [...node.querySelectorAll('text')].map(extent),
        }));
        return { picture: extent(svg), nodes };
      });
      expect(seen.nodes).toHaveLength(boxes);
      expect(overlaps(seen.nodes.map(({ shape }) => shape))).toBe(0);
      expect(seen.nodes.filter(({ shape }) => !inside(shape, seen.picture))).toEqual([]);
      expect(seen.nodes.every(({ texts }) => texts.length > 0)).toBe(true);
      expect(seen.nodes.filter(({ shape, texts }) => texts.some((text) => !inside(text, shape)))).toEqual([]);
    },
    90_000,
  );
});

test('folded, a box tells how many workloads and pairs are in its namespace, and an arrow every port', () => {
  const { name, boxes, arrows } = drawnOf(cyclic(300, CALLS));
  expect(name).toBe('cyclic, by namespace');
  expect(boxes.find((box) => box.name === 'n0')).toMatchObject({
    kind: 'namespace of 25 workloads',
    infrastructure: ['25 pairs inside'],
  });
  const [first] = arrows.filter(({ from, to }) => from.name === 'n0' && to.name === 'n1');
  expect(first!.ports).toEqual([{ protocol: 'TCP', from: 8001, to: 8001 }]);
});
