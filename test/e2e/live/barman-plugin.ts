import type { Manifest } from '../../../constructs/plan/resource';
import { BARMAN_PLUGIN } from '../servers/catalog';
import type { BarmanImages } from './barman-images';
import type { Cluster } from './cluster/cluster';
import { shipped } from './shipped';
import { rolledOut } from './workloads';

/** The kind that it reads. */
export const GROUP = 'barmancloud.cnpg.io';

const NAME = { name: 'barman-cloud', namespace: 'cnpg-system' };

/**
 * Installs the plugin for Barman Cloud beside CloudNativePG, by its own manifest, and waits until it is there.
 *
 * Two things of that are changed: its images are those that are on every node, and its certificates are by a ClusterIssuer,
 * since the cert-manager that runs here knows no issuer of certificates that sign themselves.
 */
export async function installBarmanPlugin(
  { api }: Cluster,
  { plugin, sidecar }: BarmanImages,
  issuer: string,
): Promise<void> {
  for (const object of await shipped(BARMAN_PLUGIN, 'manifest.yaml')) {
    if (object.kind !== 'Issuer') await api.apply(placed(object));
  }
  await rolledOut(api, NAME.namespace, NAME.name);

  function placed(object: Manifest): Manifest {
    const changed = JSON.parse(
      JSON.stringify(object)
        .replaceAll('ghcr.io/cloudnative-pg/plugin-barman-cloud-testing:main', plugin.reference)
        .replaceAll('"kind":"Issuer","name":"selfsigned-issuer"', `"kind":"ClusterIssuer","name":"${issuer}"`),
    ) as Manifest;
    if (changed.kind !== 'Secret') return changed;
    return { ...changed, data: { SIDECAR_IMAGE: Buffer.from(sidecar.reference).toString('base64') } } as Manifest;
  }
}
