import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryOf } from '../servers/build';
import { run } from '../servers/command';
import { freePorts } from '../servers/ports';
import { launch } from '../servers/process';

/** What is recorded under a name with some labels, every so often from one moment to another, in seconds since 1970. */
export interface Recorded {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [at: number, value: number])[];
}

/** A Prometheus that scrapes nobody, and has recorded something before it began. */
export interface PastPrometheus {
  readonly address: string;
  stop(): Promise<void>;
}

export async function prometheusOf(recorded: readonly Recorded[]): Promise<PastPrometheus> {
  const runDir = mkdtempSync(join(tmpdir(), 'dwcp-prometheus-'));
  const data = join(runDir, 'data');
  writeFileSync(join(runDir, 'past.txt'), openMetrics(recorded));
  if (recorded.length > 0) {
    const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=840h'];
    await run(binaryOf('promtool'), [...blocks, join(runDir, 'past.txt'), data]);
  }
  writeFileSync(join(runDir, 'prometheus.yml'), '{}');
  const ports = await freePorts('web');
  const address = `http://127.0.0.1:${ports.web}`;
  const { stop } = await launch({
    ...{ name: 'prometheus', runDir, logFile: join(runDir, 'prometheus.log'), command: binaryOf('prometheus') },
    args: [
      `--config.file=${join(runDir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=10y',
      `--web.listen-address=127.0.0.1:${ports.web}`,
    ],
    ready: async () => (await fetch(`${address}/-/ready`)).ok,
  });
  return {
    address,
    async stop() {
      await stop();
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}

function openMetrics(recorded: readonly Recorded[]): string {
  const byName = new Map(recorded.map(({ name }) => [name, recorded.filter((one) => one.name === name)]));
  const lines = [...byName].flatMap(([name, all]) => [
    `# TYPE ${name} gauge`,
    ...all.flatMap(({ labels, samples }) => {
      const written = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return samples.map(([at, value]) => `${name}{${written.join()}} ${value} ${at}`);
    }),
  ]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}
