import type { Asked } from './asked';
import { type Labels, understood } from './promql-labels';
import { type Metrics, PROGRAMS, recorded } from './recorded';

/**
 * Labels that the operator of Prometheus has for each target of a PodMonitor. What is scraped keeps a label of the same name as
 * `exported_…`, or under its own name where the monitor honours it.
 */
const OF_TARGET = ['namespace', 'pod', 'container', 'endpoint', 'job', 'instance'];

/** An expression, and what is wrong with it in words. */
export interface Judged extends Asked {
  readonly metrics: readonly string[];
  readonly problems: readonly string[];
}

/** Judges expressions by what programs export, and by what those of them record that come before. */
export function judged(all: readonly Asked[], programs: readonly Metrics[] = PROGRAMS.map(recorded)): Judged[] {
  const known = new Map<string, Labels>();
  for (const [name, labels] of programs.flatMap((metrics) => [...metrics])) {
    const kept = [...labels].filter((label) => OF_TARGET.includes(label)).map((label) => `exported_${label}`);
    known.set(name, new Set([...(known.get(name) ?? []), ...labels, ...kept, ...OF_TARGET]));
  }
  return all.map((asked) => {
    const { labels, metrics, problems } = understood(asked.expr, (metric) => known.get(metric));
    if (asked.record !== undefined) {
      const all = new Set([...labels, ...asked.adds]);
      known.set(asked.record, shared(all, known.get(asked.record) ?? all));
    }
    const shown = asked.shows.filter((label) => !labels.has(label)).map((label) => `shows ${label}, which it has not`);
    return { ...asked, metrics, problems: [...problems, ...shown] };
  });
}

function shared(one: Labels, other: Labels): Labels {
  return new Set([...one].filter((label) => other.has(label)));
}
