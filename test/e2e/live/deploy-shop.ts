import type { Manifest } from '../../../constructs/plan/resource';
import { loadCrds } from '../servers/crds';
import type { Cluster } from './cluster/cluster';
import { outside, shop } from './shop';

/** Who may call whom is declared in one namespace; in the other, nobody is kept from anything. */
export async function deployShop(cluster: Cluster, log: (line: string) => void): Promise<readonly Manifest[]> {
  const objects = shop(cluster.images.app.reference, await clusterId(cluster));
  await defineKindsOf(objects, cluster, log);
  const all = [...objects, ...outside(cluster.images.app.reference)];
  for (const object of all) await cluster.api.apply(object);
  return all;
}

/** What a stack file says of the cluster, so that nothing is deployed to another one. */
export async function clusterId({ api }: Cluster): Promise<string> {
  const system = await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
  return system!.metadata.uid;
}

/** Defines the kinds of objects, as operators' modules have them. Where none runs, they are stored, and nobody reads them. */
export async function defineKindsOf(
  objects: readonly Manifest[],
  { admin }: Cluster,
  log: (line: string) => void,
  except: readonly string[] = [],
): Promise<void> {
  const kinds = new Set(objects.map(({ kind }) => kind));
  const wanted = ({ group, kind }: { group: string; kind: string }) => kinds.has(kind) && !except.includes(group);
  await loadCrds(admin, log, wanted);
}
