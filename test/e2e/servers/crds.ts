import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { eventually } from '../support/eventually';
import { exchange } from '../support/https';
import type { Credentials } from '../support/kubeconfig';
import { type Identity, KubernetesApi, type LiveObject } from '../support/kubernetes-api';
import { CACHE, go } from './build';
import { CRD_SOURCES, type CrdSource } from './crd-catalog';
import { keepDefinitions, restoreDefinitions } from './stored-crds';

const AT_ONCE = 8;

/** Fetches the definitions that the cache lacks, each operator's as one JSON file: their YAML takes seconds to parse. */
export async function fetchCrds(log: (line: string) => void): Promise<void> {
  for (const source of CRD_SOURCES) {
    if (existsSync(fileOf(source))) continue;
    const definitions = definitionsIn(await moduleFolder(source), source);
    if (definitions.length === 0) throw new Error(`${source.module} ${source.version} has no CRD in ${source.path}`);
    writeFileSync(`${fileOf(source)}.part`, JSON.stringify(definitions));
    renameSync(`${fileOf(source)}.part`, fileOf(source));
    log(`fetched ${definitions.length} CRDs of ${source.operator} ${source.version}`);
  }
}

export function fetchedCrds(): boolean {
  return CRD_SOURCES.every((source) => existsSync(fileOf(source)));
}

/** A kind that an operator defines. */
interface DefinedKind {
  readonly group: string;
  readonly kind: string;
}

/**
 * Loads every operator's real definitions, or those that are wanted, and waits until their kinds and the schema are served.
 *
 * @param etcd where the API server stores, if that can be reached: all that it stored once need not be checked again
 */
export async function loadCrds(
  controlPlane: Credentials & { readonly etcd?: string },
  log: (line: string) => void,
  wanted: (defined: DefinedKind) => boolean = () => true,
): Promise<void> {
  const api = new KubernetesApi(controlPlane);
  const started = Date.now();
  const texts = CRD_SOURCES.map((source) => readFileSync(fileOf(source), 'utf8'));
  const all = texts.flatMap((text) => JSON.parse(text) as Definition[]);
  const definitions = all.filter(({ spec: { group, names } }) => wanted({ group, kind: names.kind }));
  const { etcd } = controlPlane;
  const names = definitions.map(({ metadata }) => metadata.name);
  const areStored = etcd !== undefined && (await restoreDefinitions(etcd, names, texts));
  const queue = [...definitions];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (!areStored) await api.apply(next, { force: true });
      await established(api, next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (etcd !== undefined && !areStored && definitions.length === all.length) await keepDefinitions(etcd, texts);
  await eventually(() => servesSchema(controlPlane), { what: 'the schema served', timeoutMs: 300_000, everyMs: 1_000 });
  log(`loaded ${definitions.length} CRDs in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Waits until a definition is served; until then even its names may change. */
export function established(api: KubernetesApi, definition: Identity): Promise<boolean> {
  const what = `CRD ${definition.metadata.name} established`;
  const holds = (object: LiveObject | undefined) =>
    (object?.['status']?.conditions as Condition[] | undefined)?.some(
      (c) => c.type === 'Established' && c.status === 'True',
    );
  return eventually(async () => holds(await api.get(definition)), { what, timeoutMs: 180_000 });
}

/**
 * Whether there is the schema of all kinds, in the form that the Kubernetes plugin asks for.
 *
 * The server makes it when it is first asked, and on a busy machine takes longer than the plugin waits, which is 32 s.
 */
async function servesSchema({ url, ca, token }: Credentials): Promise<boolean> {
  const agent = new Agent({ ca });
  const headers = { Authorization: `Bearer ${token}`, Accept: PROTOBUF };
  try {
    return (await exchange({ method: 'GET', url: `${url}/openapi/v2`, agent, headers })).status === 200;
  } catch {
    // It gives up after a while; the server does not.
    return false;
  } finally {
    agent.destroy();
  }
}

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

interface Definition extends Identity {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string } };
}

interface Condition {
  readonly type: string;
  readonly status: string;
}

function fileOf({ operator, version }: CrdSource): string {
  return join(CACHE, 'crds', `${operator}@${version}.json`);
}

/** A Go module, downloaded if need be. */
export async function moduleFolder({ module, version }: Pick<CrdSource, 'module' | 'version'>): Promise<string> {
  const folder = join(CACHE, 'crds');
  mkdirSync(folder, { recursive: true });
  const { Dir } = JSON.parse(await go(folder, 'mod', 'download', '-json', `${module}@${version}`)) as { Dir: string };
  return Dir;
}

function definitionsIn(folder: string, { path, group }: CrdSource): Definition[] {
  const place = join(folder, path);
  const files = statSync(place).isDirectory() ? readdirSync(place).map((name) => join(place, name)) : [place];
  const documents = files
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')));
  return documents
    .map((document) => document.toJS() as Definition | null)
    .filter((object): object is Definition => object?.kind === 'CustomResourceDefinition')
    .filter(({ spec }) => group === undefined || spec.group === group);
}
