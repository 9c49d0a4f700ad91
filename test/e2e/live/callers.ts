import type { Cluster } from './cluster/cluster';
import { exec, type Inside } from './kubectl';
import { OUTSIDE, SHOP } from './shop';

/** Who tries to call the api of the shop: the one who is declared to, and three who are not. */
export const CALLERS: readonly Inside[] = [
  { namespace: SHOP, pod: 'deploy/front' },
  { namespace: SHOP, pod: 'deploy/bystander' },
  { namespace: OUTSIDE, pod: 'stranger' },
  { namespace: OUTSIDE, pod: 'namesake' },
];

/** Tries to open a connection from inside a pod: `open`, `refused`, `no answer` or the name of another error. */
export function probe(cluster: Cluster, from: Inside, host: string, port = 8080): Promise<string> {
  return exec(cluster, from, 'node', '/app/probe.js', host, String(port));
}
