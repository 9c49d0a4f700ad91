import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf } from '../servers/build';
import { run } from '../servers/command';

/** Whom a route tells, how long after the alert, and how long after it last did. */
export interface Told {
  readonly receiver: string;
  readonly afterSeconds: number;
  readonly intervalSeconds: number;
  readonly repeatIntervalSeconds: number;
}

/** The native configuration that the operator of Prometheus makes of every AlertmanagerConfig among some objects, for Alertmanager's own tools. */
export class NativeConfig {
  private readonly folder = mkdtempSync(join(tmpdir(), 'dwcp-alertmanager-'));
  readonly file = join(this.folder, 'alertmanager.yaml');

  /** @param inside - what each key of a Secret that is named has in it: an address, for whom it has to be one. */
  static async of(objects: readonly Manifest[], inside: Inside = () => NOBODY): Promise<NativeConfig> {
    const configs = objects.filter(({ kind }) => kind === 'AlertmanagerConfig');
    const given = JSON.stringify({ configs, secrets: configs.flatMap((config) => secretsOf(config, inside)) });
    const native = new NativeConfig();
    writeFileSync(native.file, await run(binaryOf('alertmanager-config'), ['native'], { input: given }));
    return native;
  }

  /** What `amtool check-config` says of it; it ends with an error where it finds one. */
  check(): Promise<string> {
    return run(binaryOf('amtool'), ['check-config', this.file]);
  }

  /** To which receivers an alert is routed, at whatever time, as `amtool config routes test` has it. */
  async routed(labels: Labels): Promise<readonly string[]> {
    const args = ['config', 'routes', 'test', `--config.file=${this.file}`, ...written(labels)];
    return (await run(binaryOf('amtool'), args)).trim().split(',');
  }

  /** Who is told of an alert that is there at a moment. */
  async told(labels: Labels, moment: string): Promise<readonly Told[]> {
    const args = ['told', this.file, moment, ...written(labels)];
    return JSON.parse(await run(binaryOf('alertmanager-config'), args)) as Told[];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export type Inside = (key: string) => string;

const NOBODY = 'https://hooks.example.com/';

export type Labels = Readonly<Record<string, string>>;

function written(labels: Labels): string[] {
  return Object.entries(labels).map(([label, value]) => `${label}=${value}`);
}

/** A Secret for each that a configuration names, as it stands in its namespace. */
function secretsOf({ metadata, spec }: Manifest, inside: Inside): object[] {
  const keys = new Map<string, Record<string, string>>();
  JSON.stringify(spec, (_, value: unknown) => {
    if (isSelector(value)) {
      const bytes = Buffer.from(inside(value.key)).toString('base64');
      keys.set(value.name, { ...keys.get(value.name), [value.key]: bytes });
    }
    return value;
  });
  return [...keys].map(([name, data]) => ({
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: metadata.namespace } },
    data,
  }));
}

function isSelector(value: unknown): value is { readonly name: string; readonly key: string } {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).sort().join() === 'key,name';
}
