import { LIVE_SERVERS, SERVERS } from '../servers/catalog';
import type { Packages } from './cluster/packages';

const CLUSTER = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-router', 'kubectl'];

/** Every program of which a cluster consists, with its version. */
export function programsHere({ versions }: Packages): string {
  const built = [...SERVERS.filter(({ name }) => CLUSTER.includes(name)), ...LIVE_SERVERS];
  const packages = Object.entries(versions).filter(([name]) => !name.startsWith('lib'));
  return [
    ...built.map(({ name, version }) => `${name} ${version}`),
    ...packages.map(([name, version]) => `${name} ${version}`),
  ].join(', ');
}
