import type { End } from '../../constructs/plan/ends';
import type { Plan } from '../../constructs/plan/plan';
import { type TlsServer, tlsServersOf } from './tls-servers';

/** A connection to try, from one end of a plan to another. */
export interface Attempt {
  readonly from: End;
  readonly to: End;
  /** The port of the target's pods, as policies mean it. */
  readonly port: number;
}

/** What to try, by what has to come of it. */
export interface Attempts {
  readonly declared: readonly Attempt[];
  readonly undeclared: readonly Attempt[];
  /** Declared edges that cannot be tried from inside a workload, and why: `prometheus → shop/api 8080`. */
  readonly untried: readonly string[];
  /** What is asked which TLS it speaks. */
  readonly servers: readonly TlsServer[];
  /** How many undeclared connections there are, of which some are tried. */
  readonly possible: number;
}

/** Undeclared connections that are tried from one workload. */
const MOST_UNDECLARED = 50;

/**
 * The connections of a plan that can be tried from inside its workloads.
 *
 * Undeclared are those from every workload to every port on which another one is known to listen. Of many, so many are
 * tried, spread over all of them, and the same ones each time.
 */
export function attemptsOf({ ends, edges, resources }: Pick<Plan, 'ends' | 'edges' | 'resources'>): Attempts {
  const byName = new Map(ends.map((end) => [end.name, end]));
  const declared = new Map<string, Attempt>();
  const untried: string[] = [];
  for (const { from, to, port, protocol } of edges) {
    const [caller, target] = [byName.get(from), byName.get(to)];
    if (caller === undefined || target === undefined) continue;
    const attempt = { from: caller, to: target, port };
    if (protocol === 'TCP' && isOurs(caller) && isPods(target)) declared.set(keyOf(attempt), attempt);
    else untried.push(`${from} → ${to} ${port}/${protocol}`);
  }
  const ours = ends.filter(isOurs);
  const doors = doorsOf(ours, edges);
  const all = ours.map((from) =>
    doors.flatMap(({ to, port }) => {
      const attempt = { from, to, port };
      return to === from || declared.has(keyOf(attempt)) ? [] : [attempt];
    }),
  );
  return {
    declared: [...declared.values()],
    undeclared: all.flatMap((one) => spread(one, MOST_UNDECLARED)),
    untried,
    servers: tlsServersOf({ ends, resources }),
    possible: all.reduce((sum, { length }) => sum + length, 0),
  };
}

/** Where each listens: what it says itself, and what others are let in at. */
function doorsOf(ours: readonly End[], edges: Plan['edges']): readonly Omit<Attempt, 'from'>[] {
  const opened = new Map(ours.map(({ name }) => [name, new Set<number>()]));
  for (const { to, port, protocol } of edges) if (protocol === 'TCP') opened.get(to)?.add(port);
  return ours.flatMap((to) => {
    const own = to.ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port);
    const all = [...new Set([...own, ...opened.get(to.name)!])].sort((a, b) => a - b);
    return all.map((port) => ({ to, port }));
  });
}

function isOurs(end: End): boolean {
  return end.role === 'workload' && isPods(end);
}

/** Whether it is pods, rather than addresses. */
function isPods({ selectors }: End): boolean {
  return selectors.some(({ podSelector }) => podSelector !== undefined);
}

export function keyOf({ from, to, port }: Attempt): string {
  return `${from.name} ${to.name} ${port}`;
}

/** So many of a list at the most, at even distances. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]!);
}
