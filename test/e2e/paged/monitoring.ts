import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { binaryOf } from '../servers/build';
import { freePorts } from '../servers/ports';
import { launch } from '../servers/process';
import { faster } from './faster';
import type { Matrix } from './panels';

/** What a Prometheus and its Alertmanager are to do. */
export interface Monitored {
  /** Host and port of what has metrics. */
  readonly target: string;
  /** What its pod is called, as the operator has it of each target. */
  readonly pod: string;
  /** Groups of rules. */
  readonly groups: readonly object[];
  /** The native configuration of Alertmanager. */
  readonly alertmanagerFile: string;
}

/** A Prometheus that scrapes one target and tells one Alertmanager, both at the pace of `faster`. */
export interface Monitoring {
  /** The values of an expression by one of their labels. */
  ask(query: string, label: string): Promise<Readonly<Record<string, number>>>;
  /** All values of an expression between two moments, as often as it is scraped. */
  askRange(query: string, from: number, to: number): Promise<readonly Matrix[]>;
  /** The labels of each series that a selector finds, its name among them. */
  series(selector: string): Promise<readonly Readonly<Record<string, string>>[]>;
  stop(): Promise<void>;
}

/** How often the operator has a Prometheus scrape and evaluate, where nothing else is said. */
const EVERY = '30s';

/** How far back Prometheus looks for a value. */
const LOOKBACK = '5m';

export async function startMonitoring({ target, pod, groups, alertmanagerFile }: Monitored): Promise<Monitoring> {
  const runDir = mkdtempSync(join(tmpdir(), 'dwcp-paged-'));
  const ports = await freePorts('prometheus', 'alertmanager');
  const [prometheus, alertmanager] = [ports.prometheus, ports.alertmanager].map((port) => `127.0.0.1:${port}`);
  const start = (name: string, address: string, args: readonly string[]) =>
    launch({
      ...{ name, runDir, logFile: join(runDir, `${name}.log`), command: binaryOf(name) },
      args: [...args, `--web.listen-address=${address}`],
      ready: async () => (await fetch(`http://${address}/-/ready`)).ok,
    });
  const told = await start('alertmanager', alertmanager!, [
    `--config.file=${alertmanagerFile}`,
    `--storage.path=${join(runDir, 'alertmanager')}`,
    // It has no peers.
    '--cluster.listen-address=',
  ]);
  writeFileSync(join(runDir, 'rules.yml'), stringify({ groups }));
  const config = {
    global: { scrape_interval: faster(EVERY), scrape_timeout: faster(EVERY), evaluation_interval: faster(EVERY) },
    rule_files: ['rules.yml'],
    scrape_configs: [{ job_name: 'service', static_configs: [{ targets: [target], labels: { pod } }] }],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
  };
  writeFileSync(join(runDir, 'prometheus.yml'), stringify(config));
  const asked = await start('prometheus', prometheus!, [
    `--config.file=${join(runDir, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(runDir, 'data')}`,
    `--query.lookback-delta=${faster(LOOKBACK)}`,
  ]);
  return {
    async ask(query, label) {
      const answer = await fetch(`http://${prometheus}/api/v1/query?${new URLSearchParams({ query })}`);
      const { data } = (await answer.json()) as { data: { result: readonly Sample[] } };
      return Object.fromEntries(data.result.map(({ metric, value }) => [metric[label] ?? '', Number(value[1])]));
    },
    async askRange(query, from, to) {
      const span = { start: String(from / 1000), end: String(to / 1000), step: faster(EVERY) };
      const answer = await fetch(`http://${prometheus}/api/v1/query_range?${new URLSearchParams({ query, ...span })}`);
      const { error, data } = (await answer.json()) as { error?: string; data?: { result: readonly Matrix[] } };
      if (data === undefined) throw new Error(`Prometheus refuses '${query}': ${error}`);
      return data.result;
    },
    async series(selector) {
      const answer = await fetch(`http://${prometheus}/api/v1/series?${new URLSearchParams({ 'match[]': selector })}`);
      return ((await answer.json()) as { data: readonly Readonly<Record<string, string>>[] }).data;
    },
    async stop() {
      await asked.stop();
      await told.stop();
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [at: number, value: string];
}
