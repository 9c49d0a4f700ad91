import type { Manifest } from '../../../constructs/plan/resource';
import { CLOUDNATIVE_PG } from '../servers/catalog';
import type { Cluster } from './cluster/cluster';
import { shipped } from './shipped';
import { rolledOut } from './workloads';

const NAME = { name: 'cnpg-controller-manager', namespace: 'cnpg-system' };

/** Installs CloudNativePG by the manifest that it is released with, and waits until it is there. */
export async function installOperator({ api }: Cluster): Promise<void> {
  const objects = await shipped(CLOUDNATIVE_PG, `releases/cnpg-${CLOUDNATIVE_PG.version.slice(1)}.yaml`);
  for (const object of objects) await api.apply(object.metadata.name === NAME.name ? withoutPulls(object) : object);
  await rolledOut(api, NAME.namespace, NAME.name);
}

/** Its image is on every node, and there is no registry to ask whether it is the latest: the one change to it. */
function withoutPulls(deployment: Manifest): Manifest {
  return JSON.parse(
    JSON.stringify(deployment).replaceAll('"imagePullPolicy":"Always"', '"imagePullPolicy":"IfNotPresent"'),
  );
}
