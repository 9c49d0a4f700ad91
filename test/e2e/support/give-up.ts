import type { Engine } from './engine';
import { type Identity, KubernetesApi } from './kubernetes-api';
import { vaultRequest } from './vault-api';
import { world } from './world';

/** Destroys a stack with the data that Pulumi keeps, so that the tests after it find nothing. */
export async function giveUp(engine: Engine, stack: string): Promise<void> {
  const kept = ((await engine.stackExport()).resources ?? []).filter(({ retainOnDelete }) => retainOnDelete === true);
  if (kept.length > 0) await engine.run(['state', 'unprotect', '--all', '--yes', '--stack', stack]);
  const { code, stderr } = await engine.destroy();
  if (code !== 0) throw new Error(`pulumi destroy of ${stack}: status ${code}\n${stderr}`);
  const api = new KubernetesApi(world().kubernetes);
  const namespaces: Identity[] = [];
  for (const { type, id, inputs } of kept) {
    if (type === 'vault:index/mount:Mount') await vaultRequest(world().vault, 'DELETE', `sys/mounts/${id}`);
    if (type === 'vault:index/audit:Audit') await vaultRequest(world().vault, 'DELETE', `sys/audit/${id}`);
    // Whatever else is kept is in one of them.
    if (type === 'kubernetes:core/v1:Namespace') namespaces.push(inputs as unknown as Identity);
  }
  for (const namespace of namespaces) await api.delete(namespace);
  for (const namespace of namespaces) await api.waitGone(namespace);
}
