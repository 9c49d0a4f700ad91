import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf } from '../servers/build';
import { run } from '../servers/command';

/** What Prometheus scraped, in samples a minute apart, and whom its rules tell at which moment. */
export interface Scene {
  readonly name: string;
  /** From a selector to its samples, in the notation of promtool. */
  readonly series: Readonly<Record<string, string>>;
  /** From a moment, such as `1h22m`, to the alerts that fire then and no others: name, severity, and span where it has one. */
  readonly told: Readonly<Record<string, readonly string[]>>;
  /** The same, of those alone that wake somebody. */
  readonly paged?: Readonly<Record<string, readonly string[]>>;
  /** A question that somebody asks, and from a moment to its answer then: a number without labels, or none at all. */
  readonly asked?: { readonly expr: string; readonly answers: Readonly<Record<string, number | undefined>> };
}

const MINUTE = '1m';

/** Has promtool read every PrometheusRule among some objects, with all that its linter knows; says how many it read. */
export async function checkRules(objects: readonly Manifest[]): Promise<number> {
  return inFolder(async (folder) => {
    const files = rulesIn(objects).map((rule, index) => {
      const file = join(folder, `${index}-${rule.metadata.name}.yaml`);
      writeFileSync(file, stringify(rule['spec']));
      return file;
    });
    const told = await run(binaryOf('promtool'), ['check', 'rules', '--lint=all', '--lint-fatal', ...files]);
    expect(told.match(/SUCCESS/g)).toHaveLength(files.length);
    return files.length;
  });
}

/**
 * Has promtool evaluate every PrometheusRule among some objects in each scene, with what a group records known to the others at
 * once, and a minute later: in a Prometheus, each group has a second of its own.
 */
export async function playRules(objects: readonly Manifest[], scenes: readonly Scene[]): Promise<void> {
  await inFolder(async (folder) => {
    const groups = rulesIn(objects).flatMap(({ spec }) => (spec as { groups: readonly { name: string }[] }).groups);
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    const names = groups.map(({ name }) => name);
    const given = { rule_files: ['rules.yaml'], evaluation_interval: MINUTE, tests: scenes.map(played) };
    for (const [order, group_eval_order] of Object.entries({ first: names, last: names.toReversed() })) {
      const file = join(folder, `records-${order}.yaml`);
      writeFileSync(file, stringify({ ...given, group_eval_order }));
      // An eighth of its work is to look for memory to use again, and there is enough.
      await run(binaryOf('promtool'), ['test', 'rules', file], { env: { GOGC: '800' } });
    }
  });
}

function played({ name, series, told, paged = {}, asked }: Scene): object {
  const firing = (moments: Scene['told'], matcher: string) =>
    Object.entries(moments).map(([moment, alerts]) => ({
      expr: `max by (alertname, severity, window) (ALERTS{alertstate="firing"${matcher}})`,
      eval_time: moment,
      exp_samples: alerts.map((alert) => ({ labels: labelsOf(alert), value: 1 })),
    }));
  const answers = Object.entries(asked?.answers ?? {}).map(([moment, value]) => ({
    ...{ expr: asked!.expr, eval_time: moment },
    exp_samples: value === undefined ? [] : [{ labels: '{}', value }],
  }));
  return {
    name,
    interval: MINUTE,
    input_series: Object.entries(series).map(([selector, values]) => ({ series: selector, values })),
    promql_expr_test: [...firing(told, ''), ...firing(paged, ',severity="critical"'), ...answers],
  };
}

function labelsOf(alert: string): string {
  const [alertname, severity, window] = alert.split(' ');
  const labels = Object.entries({ alertname, severity, window }).filter(([, value]) => value !== undefined);
  return `{${labels.map(([label, value]) => `${label}="${value}"`).join(', ')}}`;
}

/** A counter that goes up by so much a minute, for so many minutes, and then by another amount. */
export function counter(...parts: readonly (readonly [minutes: number, perMinute: number])[]): string {
  let value = 0;
  const written = parts.map(([minutes, perMinute]) => {
    const text = `${value + perMinute}+${perMinute}x${minutes - 1}`;
    value += minutes * perMinute;
    return text;
  });
  return ['0', ...written].join(' ');
}

function rulesIn(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.filter(({ kind }) => kind === 'PrometheusRule');
}

async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'dwcp-promtool-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
