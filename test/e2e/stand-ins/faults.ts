import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from '../support/kubernetes-api';

/** What of a cluster does not do its work, for the time of a test. */
export interface Faults {
  /** Objects whose operators fail, as `Certificate edge/edge-tls`. */
  readonly objects?: readonly string[];
  /** Beginnings of the images that their registry refuses. */
  readonly images?: readonly string[];
}

/**
 * Lets a cluster fail for the time of an action; stand-ins try again twice a second, so it gets well afterwards.
 *
 * A file of its own in the stand-ins' folder, so that tests in other processes have theirs.
 */
export async function withFaults<T>(folder: string, faults: Faults, action: () => Promise<T>): Promise<T> {
  const file = join(folder, `${randomUUID()}.json`);
  // A rename is atomic: stand-ins read at any time.
  writeFileSync(`${file}.part`, JSON.stringify(faults));
  renameSync(`${file}.part`, file);
  try {
    return await action();
  } finally {
    rmSync(file);
  }
}

/** What is to fail now, by all tests. */
export function faultsIn(folder: string): Required<Faults> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Faults);
  return { objects: all.flatMap(({ objects = [] }) => objects), images: all.flatMap(({ images = [] }) => images) };
}

export function named({ kind, metadata: { namespace, name } }: Identity): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
