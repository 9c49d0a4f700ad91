import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster/cluster';

/** Gives each node disks, which are folders, and makes their class the one that claims get which name none. */
export async function provideDisks({ api, nodes }: Cluster, size: string, perNode = 1, called = 'disk'): Promise<void> {
  await api.apply({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    // A claim gets the disk of the node that its pod is put on.
    volumeBindingMode: 'WaitForFirstConsumer',
  } as Parameters<typeof api.apply>[0]);
  const disks = [...nodes].flatMap(([node, { dir }]) =>
    Array.from({ length: perNode }, (_, index) => ({ node, dir, index })),
  );
  for (const { node, dir, index } of disks) {
    const path = join(dir, `${called}-${index}`);
    mkdirSync(path);
    await api.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${called}-${index}-of-${node}` },
      spec: {
        capacity: { storage: size },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: 'local',
        local: { path },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
            ],
          },
        },
      },
    } as Parameters<typeof api.apply>[0]);
  }
}
