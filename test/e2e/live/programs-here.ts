import { LIVE_SERVERS, SERVERS, type Server } from '../servers/catalog';
import type { Packages } from './cluster/packages';

const CLUSTER = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-router', 'kubectl'];

/** The programs of a cluster that are built here. */
const BUILT: readonly Server[] = [...SERVERS.filter(({ name }) => CLUSTER.includes(name)), ...LIVE_SERVERS];

/** Every program of which a cluster consists, with its version. */
export function programsHere({ versions }: Packages): string {
  const packages = Object.entries(versions).filter(([name]) => !name.startsWith('lib'));
  return [
    ...BUILT.map(({ name, version }) => `${name} ${version}`),
    ...packages.map(([name, version]) => `${name} ${version}`),
  ].join(', ');
}
