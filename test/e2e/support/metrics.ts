import { readFileSync, writeFileSync } from 'node:fs';
import { everythingAsked } from '../../metrics/asked';
import { judged } from '../../metrics/known';
import { fileOf, type Metrics, type Program, recorded } from '../../metrics/recorded';

/**
 * Asserts that a program exports what is written down of it: of the metrics that we ask for, each, with its labels.
 *
 * With `UPDATE_METRICS=1` it is written down first: what rules and dashboards ask for and the program has.
 */
export function expectRecorded(program: Program, exported: Metrics): void {
  if (process.env['UPDATE_METRICS'] === '1') write(program, exported);
  expect({ program, missing: missingOf(program, exported) }).toEqual({ program, missing: [] });
}

/** What is written down of a program and not exported: a metric, or a metric and its label. */
export function missingOf(program: Program, exported: Metrics): readonly string[] {
  return [...recorded(program)].flatMap(([name, labels]) => {
    const own = exported.get(name);
    if (own === undefined) return [name];
    return [...labels].filter((label) => !own.has(label)).map((label) => `${name} ${label}`);
  });
}

/** Metrics of some series, each by its labels, of which `__name__` is what it is called. */
export function metricsOf(series: readonly Readonly<Record<string, string>>[]): Metrics {
  const metrics = new Map<string, ReadonlySet<string>>();
  for (const { __name__: name = '', ...labels } of series) {
    metrics.set(name, new Set([...(metrics.get(name) ?? []), ...Object.keys(labels)]));
  }
  return metrics;
}

/** Metrics as a program serves them to Prometheus. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function metricsIn(text: string): Metrics {
  return metricsOf(
    [...text.matchAll(SERIES)].map(([, name, braces = '']) => ({
      __name__: name!,
      ...Object.fromEntries([...braces.matchAll(LABEL)].map(([, label, value]) => [label, value])),
    })),
  );
}

const SERIES = /^([a-zA-Z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})? /gm;

/** An empty one is none to Prometheus. */
const LABEL = /(\w+)="((?:[^"\\]|\\.)+)"/g;

function write(program: Program, exported: Metrics): void {
  const file = fileOf(program);
  const comments = readFileSync(file, 'utf8').match(/^#.*\n/gm) ?? [];
  const asked = new Set(judged(everythingAsked()).flatMap(({ metrics }) => metrics));
  const lines = [...exported]
    .filter(([name]) => asked.has(name))
    .map(([name, labels]) => [name, ...[...labels].sort()]);
  writeFileSync(file, [...comments, ...lines.map((line) => `${line.join(' ')}\n`).sort()].join(''));
}
