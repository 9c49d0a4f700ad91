import type { Manifest } from '../../../constructs/plan/resource';
import { loadCrds } from '../servers/crds';
import { readKubeconfig } from '../support/kubeconfig';
import type { Cluster } from './cluster/cluster';
import { outside, shop } from './shop';

/** Who may call whom is declared in one namespace; in the other, nobody is kept from anything. */
export async function deployShop(cluster: Cluster, log: (line: string) => void): Promise<readonly Manifest[]> {
  const { api, images, kubeconfig } = cluster;
  const system = await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
  const objects = shop(images.app.reference, system!.metadata.uid);
  // The mesh and Prometheus do not run: what is for them is stored, and nobody reads it.
  const kinds = new Set(objects.map(({ kind }) => kind));
  await loadCrds(readKubeconfig(kubeconfig), log, ({ kind }) => kinds.has(kind));
  const all = [...objects, ...outside(images.app.reference)];
  for (const object of all) await api.apply(object);
  return all;
}
