import { readFileSync, writeFileSync } from 'node:fs';
import type { Identity } from '../support/kubernetes-api';

/** What of a cluster does not do its work, for the time of a test. */
export interface Faults {
  /** Objects whose operators fail, as `Certificate edge/edge-tls`. */
  readonly objects?: readonly string[];
  /** Beginnings of the images that their registry refuses. */
  readonly images?: readonly string[];
}

/** Lets a cluster fail for the time of an action; stand-ins try again every second, so it gets well afterwards. */
export async function withFaults<T>(file: string, faults: Faults, action: () => Promise<T>): Promise<T> {
  writeFileSync(file, JSON.stringify(faults));
  try {
    return await action();
  } finally {
    writeFileSync(file, '{}');
  }
}

/** Read each time: the tests that write it are in other processes. */
export function faultsIn(file: string): Faults {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Faults;
  } catch {
    // It is being written, or nobody has.
    return {};
  }
}

export function named({ kind, metadata: { namespace, name } }: Identity): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
