import { type StandIn, writeStatus } from './stand-in';

/** The provisioner of disks: what is claimed is there, as large as it is asked for. */
export const CLAIMS: StandIn = {
  kinds: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }],
  settle: async (claim, site) => {
    const { accessModes, resources } = claim['spec'];
    const capacity = { storage: resources.requests.storage };
    const { status } = claim;
    if (status.phase === 'Bound' && status.capacity?.storage === capacity.storage) return true;
    await writeStatus(site, claim, { phase: 'Bound', accessModes, capacity });
    return true;
  },
};
