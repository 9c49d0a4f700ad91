import * as fc from 'fast-check';
import { networkWorlds } from '../../support/network-worlds';
import type { Cast } from './cast';
import type { Policy } from './policy';
import { standIn } from './workload-pods';

const http = (containerPort: number) => ({ name: 'http', containerPort });
const dns = (protocol: string) => ({ name: 'dns', containerPort: 53, protocol });

/** The cast of every random set, in the words of the generator: six pods in three namespaces, and five outsiders. */
export const RANDOM_CAST: Cast = {
  namespaces: { alpha: { team: 'red' }, beta: { team: 'blue' }, gamma: {} },
  actors: [
    { ...standIn('alpha', 'w0', { app: 'web', tier: 'front' }), containerPorts: [http(8080), dns('UDP')] },
    { ...standIn('alpha', 'w1', { app: 'db', tier: 'back' }), containerPorts: [http(80)] },
    { ...standIn('beta', 'w2', { app: 'web', tier: 'back' }), containerPorts: [http(80), dns('TCP')] },
    standIn('beta', 'w3', {}),
    { ...standIn('gamma', 'w4', { app: 'db' }), containerPorts: [dns('UDP')] },
    { ...standIn('gamma', 'w5', { app: 'web', tier: 'front' }), containerPorts: [http(8080)] },
    ...['8.8.8.8', '10.1.2.3', '192.168.0.1', '203.0.113.7', '203.0.113.200'].map(
      (address) => ({ kind: 'outsider', name: address, address }) as const,
    ),
  ],
  ports: [
    ...[53, 80, 81, 443, 8080, 65535].map((port) => ({ port, protocol: 'TCP' }) as const),
    ...[53, 80].map((port) => ({ port, protocol: 'UDP' }) as const),
  ],
};

/**
 * The NetworkPolicies of the clusters by which `policies/reachability` is tested against its oracle.
 *
 * Policies of administrators are left to the oracle: the enforcer knows none.
 */
export function randomPolicySets(seed: number, count: number): readonly (readonly Policy[])[] {
  return fc
    .sample(networkWorlds, { seed, numRuns: count })
    .map(({ policies }) => (policies as readonly Policy[]).filter(({ kind }) => kind === 'NetworkPolicy'));
}
