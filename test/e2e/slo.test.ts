import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { SLO_JSON_SCHEMA } from '../../cli/slo/schema';
import { objectsOf } from '../support/environment';
import { ROOT, referenceResources } from '../support/reference';
import { type PastPrometheus, prometheusOf, type Recorded } from './slo/prometheus';

const END = Date.parse('2026-11-01T00:00:00Z') / 1000;
const HOUR = 3600;
const OCTOBER_HOURS = 31 * 24;

/** What the rules of production record, by name, with their labels. */
const RULES = objectsOf(referenceResources('production'))
  .filter(({ kind }) => kind === 'PrometheusRule')
  .flatMap(
    ({ spec }) => (spec as { groups: { rules: { record?: string; labels: Record<string, string> }[] }[] }).groups,
  )
  .flatMap(({ rules }) => rules.flatMap(({ record, labels }) => (record === undefined ? [] : [{ record, labels }])));

/** An October in which a share of the requests of every service failed, of which the last hours were recorded. */
function october(failed: number, hours = OCTOBER_HOURS): readonly Recorded[] {
  const moments = Array.from({ length: hours }, (_, index) => END - (hours - 1 - index) * HOUR);
  const value = (record: string, indicator: string): number | undefined => {
    const share = indicator === 'failures' ? failed : 0.01;
    if (record.startsWith('service:requests:rate5m')) return 100;
    if (record.startsWith('service:misses:rate5m')) return 100 * share;
    return record.startsWith('service:misses:ratio_rate') ? share : undefined;
  };
  return RULES.flatMap(({ record, labels }) => {
    const one = value(record, labels['indicator'] ?? '');
    const at = record.endsWith('rate5m') && !record.includes('ratio') ? moments : [END];
    return one === undefined ? [] : [{ name: record, labels, samples: at.map((moment) => [moment, one] as const) }];
  });
}

async function dwcp(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'cli', 'main.js'), 'slo', 'production', ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}

async function withPast(past: readonly Recorded[], use: (prometheus: PastPrometheus) => Promise<void>): Promise<void> {
  const prometheus = await prometheusOf(past);
  try {
    await use(prometheus);
  } finally {
    await prometheus.stop();
  }
}

interface Told {
  readonly objectives: readonly { objective: string; service: string; outcome: string; [field: string]: unknown }[];
  readonly month: { readonly services: readonly { service: string; [field: string]: unknown }[] };
}

test('a month in which a fifth of the budget went is kept, and told in each format', async () => {
  await withPast(october(0.0001), async ({ address }) => {
    const asked = ['--prometheus', address, '--month', '2026-10'];
    const { status, stdout, stderr } = await dwcp(...asked, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const told = JSON.parse(stdout) as Told;
    const isTold = new Ajv().compile(SLO_JSON_SCHEMA);
    expect([isTold(told), isTold.errors]).toEqual([true, null]);
    const availability = told.objectives.find(
      ({ objective, service }) => objective === 'availability' && service === 'dwcp-api',
    );
    expect(availability).toMatchObject({ currentPercent: 99.99, budgetLeftPercent: 80, burn: { hour: 0.2, day: 0.2 } });
    expect(told.month.services.find(({ service }) => service === 'dwcp-api')).toMatchObject({
      ...{ availabilityPercent: 99.99, knownPercent: 100, creditPercent: 0, outcome: 'kept' },
    });

    const text = (await dwcp(...asked)).stdout;
    expect(text).toMatch(/^ +kept +dwcp\/dwcp-api +availability +99.95 % +99.99 % +80 % +0.2 +0.2 +at this pace$/m);
    expect(text).toContain('The agreement with customers, 2026-10\n');
    const markdown = (await dwcp(...asked, '--format', 'markdown')).stdout;
    expect(markdown).toContain('| kept | dwcp/dwcp-api | 99.99 % | 99.9 % | 0 % | 100 % of its hours |');
  });
});

test('one that is below what was promised is missed, with what customers get back, and half of it unknown', async () => {
  await withPast(october(0.00225, OCTOBER_HOURS / 2), async ({ address }) => {
    const { status, stdout } = await dwcp('--prometheus', address, '--month', '2026-10', '--json');
    expect(status).toBe(1);
    const told = JSON.parse(stdout) as Told;
    expect(told.objectives.filter(({ service }) => service === 'dwcp-api')).toMatchObject([
      { objective: 'availability', outcome: 'missed', budgetLeftPercent: -350, burn: { hour: 4.5 } },
      { objective: 'errors', outcome: 'missed' },
      { objective: 'latency', outcome: 'kept', currentPercent: 99, budgetLeftPercent: 80 },
    ]);
    expect(told.month.services.find(({ service }) => service === 'dwcp-api')).toMatchObject({
      ...{ availabilityPercent: 99.775, knownPercent: 50, creditPercent: 20, outcome: 'missed' },
    });
  });
});

test('a Prometheus that has recorded nothing, and one that is not there, are errors', async () => {
  await withPast([], async ({ address }) => {
    const empty = await dwcp('--prometheus', address);
    expect(empty).toMatchObject({ status: 2, stdout: '' });
    expect(empty.stderr).toContain('knows nothing of the services of production');
    const wrong = await dwcp('--prometheus', `${address}/graph`);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/as no Prometheus does; give --prometheus the address of one/);
  });
  const gone = await dwcp('--prometheus', 'http://127.0.0.1:9');
  expect(gone).toMatchObject({ status: 2, stdout: '' });
  expect(gone.stderr).toContain('does not answer');
});
