import type { Manifest } from '../../../constructs/plan/resource';
import { BARMAN_PLUGIN } from '../servers/catalog';
import type { BarmanImages } from './barman-images';
import type { Cluster } from './cluster/cluster';
import { shipped } from './shipped';
import { rolledOut } from './workloads';

/** The kind that it reads. */
export const GROUP = 'barmancloud.cnpg.io';

const REGISTRY = 'ghcr.io/cloudnative-pg';

const NAME = { name: 'barman-cloud', namespace: 'cnpg-system' };

/**
 * Installs the plugin for Barman Cloud beside CloudNativePG, by its own manifest, and waits until it is there. Its images are those that
 * are on every node: the one change to it.
 */
export async function installBarmanPlugin({ api }: Cluster, { plugin, sidecar }: BarmanImages): Promise<void> {
  for (const object of await shipped(BARMAN_PLUGIN, 'manifest.yaml')) await api.apply(placed(object));
  await rolledOut(api, NAME.namespace, NAME.name);

  function placed(object: Manifest): Manifest {
    if (object.kind === 'Secret') {
      return { ...object, data: { SIDECAR_IMAGE: Buffer.from(sidecar.reference).toString('base64') } } as Manifest;
    }
    const text = JSON.stringify(object);
    return JSON.parse(text.replace(`${REGISTRY}/plugin-barman-cloud-testing:main`, plugin.reference)) as Manifest;
  }
}
