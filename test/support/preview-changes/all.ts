import type { Change } from './change';
import { CONNECTIONS } from './connections';
import { DATA } from './data';
import { SECURITY } from './security';
import { WORKLOADS } from './workloads';

/** The fifteen pull requests on which a preview is tried, offline and on the real engine. */
export const PREVIEW_CHANGES: readonly Change[] = [...CONNECTIONS, ...DATA, ...SECURITY, ...WORKLOADS];

/** The one of a name. */
export function previewChange(id: string): Change {
  const change = PREVIEW_CHANGES.find((one) => one.id === id);
  if (change === undefined) throw new Error(`no change is called '${id}'`);
  return change;
}
