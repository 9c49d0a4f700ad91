import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE, versionOf } from './build';

/** Where the API server stores definitions, each by its name. */
const PREFIX = '/registry/apiextensions.k8s.io/customresourcedefinitions/';

/** One as it is stored: both in base64, the value in whichever encoding the API server chose. */
interface Stored {
  readonly key: string;
  readonly value: string;
}

/**
 * Puts definitions straight into the storage of an API server, as it stored them itself in an earlier run; false when there was none.
 *
 * Checking the schemas of all operators takes the API server more than a minute of CPU, and what comes of it is the same each time. It
 * watches its storage, so that it serves what appears there as if another API server had taken it.
 */
export async function restoreDefinitions(
  etcd: string,
  names: readonly string[],
  of: readonly string[],
): Promise<boolean> {
  const file = fileOf(of);
  if (!existsSync(file)) return false;
  const keys = new Set(names.map(keyOf));
  for (const stored of JSON.parse(readFileSync(file, 'utf8')) as Stored[]) {
    if (keys.has(stored.key)) await ask(etcd, 'put', stored);
  }
  return true;
}

/** Keeps all definitions that an API server has stored, for the next one of its version. */
export async function keepDefinitions(etcd: string, of: readonly string[]): Promise<void> {
  const end = Buffer.from(PREFIX.replace(/\/$/, '0')).toString('base64');
  const { kvs } = (await ask(etcd, 'range', { key: Buffer.from(PREFIX).toString('base64'), range_end: end })) as {
    readonly kvs: readonly Stored[];
  };
  const file = fileOf(of);
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, JSON.stringify(kvs.map(({ key, value }) => ({ key, value }))));
  renameSync(part, file);
}

const keyOf = (name: string) => Buffer.from(PREFIX + name).toString('base64');

/** By what was stored, and by which API server. */
function fileOf(contents: readonly string[]): string {
  const digest = createHash('sha256').update(versionOf('kube-apiserver'));
  for (const content of contents) digest.update('\0').update(content);
  return join(CACHE, 'crds', `stored-${digest.digest('hex').slice(0, 16)}.json`);
}

async function ask(etcd: string, what: 'put' | 'range', body: object): Promise<unknown> {
  const response = await fetch(`${etcd}/v3/kv/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`etcd: ${what}: ${response.status} ${await response.text()}`);
  return response.json();
}
