import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Discovery, type KnownKind } from '../../support/discovery';
import { ApiError, KubernetesApi } from '../../support/kubernetes-api';
import { at } from '../changes';
import type { Json, Properties } from '../values';

/** The cluster that the provider's configuration names, and which kinds it serves. */
export class Cluster {
  readonly api: KubernetesApi;
  private readonly discovery: Discovery;

  constructor(config: Properties) {
    this.api = withKubeconfigFile(kubeconfigOf(config), (path) =>
      KubernetesApi.fromKubeconfig(path, textOf(config['context'])),
    );
    this.discovery = new Discovery((path) => absentIfNotFound(() => this.api.request('GET', path)));
  }

  /** Undefined when the server has no such kind: the custom resource's definition may not be there yet. */
  async tryKind(apiVersion: string, kind: string): Promise<KnownKind | undefined> {
    try {
      return await this.discovery.kind(apiVersion, kind);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('the API server has no kind')) return undefined;
      throw error;
    }
  }
}

/** Undefined for a 404; every other refusal stays one. */
export async function absentIfNotFound<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** The cluster entry of the chosen context: when it changes, the objects are in another cluster. */
export function activeCluster(config: Properties): Json | undefined {
  const file = parse(kubeconfigOf(config)) as Json;
  const named = (list: string, name: Json | undefined) => {
    const entries = at(file, list);
    return Array.isArray(entries) ? entries.find((entry: Json) => at(entry, 'name') === name) : undefined;
  };
  const context = named('contexts', config['context'] ?? at(file, 'current-context'));
  return at(named('clusters', at(context, 'context', 'cluster')), 'cluster');
}

/** The setting may hold the file or its path; without it, the file is where kubectl looks. */
function kubeconfigOf(config: Properties): string {
  const setting = textOf(config['kubeconfig']) ?? process.env['KUBECONFIG'];
  if (setting === undefined || setting === '') {
    throw new Error('no cluster is configured; set kubernetes:kubeconfig or the variable KUBECONFIG');
  }
  return existsSync(setting) ? readFileSync(setting, 'utf8') : setting;
}

function withKubeconfigFile<T>(content: string, use: (path: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'dwcp-kubeconfig-'));
  try {
    writeFileSync(join(dir, 'config'), content, { mode: 0o600 });
    return use(join(dir, 'config'));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
