import { LIVE_SERVERS, MESH_SERVERS, SERVERS, type Server } from '../servers/catalog';
import { ENVOY_VERSION } from '../servers/envoy';
import type { Packages } from './cluster/packages';

const CLUSTER = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-router', 'kubectl'];

/** The programs of a cluster that are built here. */
const BUILT: readonly Server[] = [...SERVERS.filter(({ name }) => CLUSTER.includes(name)), ...LIVE_SERVERS];

/** Every program of which a cluster consists, with its version. */
export function programsHere(packages: Packages): string {
  return [...BUILT.map(named), ...packaged(packages)].join(', ');
}

/** Every program of a cluster with a mesh, and of what deploys onto it, with its version. */
export function programsOfPlatform(packages: Packages): string {
  const built = [...SERVERS, ...LIVE_SERVERS, ...MESH_SERVERS].map(named);
  return [...built, `envoy ${ENVOY_VERSION}`, ...packaged(packages)].join(', ');
}

function named({ name, version }: Server): string {
  return `${name} ${version}`;
}

function packaged({ versions }: Packages): readonly string[] {
  return Object.entries(versions).flatMap(([name, version]) => (name.startsWith('lib') ? [] : [`${name} ${version}`]));
}
