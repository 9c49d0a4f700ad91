import type { LiveObject } from '../support/kubernetes-api';
import { type Site, writeStatus } from './stand-in';

/** The provisioner of disks: what a pod has claimed is there, as large as it was asked for, once the pod has a node. */
export async function bindClaimsOf(pod: LiveObject, site: Site): Promise<void> {
  const { namespace = '' } = pod.metadata;
  for (const { persistentVolumeClaim } of pod['spec'].volumes ?? []) {
    if (persistentVolumeClaim === undefined) continue;
    const metadata = { namespace, name: persistentVolumeClaim.claimName };
    const claim = await site.api.get({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata });
    if (claim === undefined || claim['status'].phase === 'Bound') continue;
    const { accessModes, resources } = claim['spec'];
    const capacity = { storage: resources.requests.storage };
    await writeStatus(site, claim, { phase: 'Bound', accessModes, capacity });
  }
}
