import { type Identity, KubernetesApi } from '../support/kubernetes-api';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';

const SECRETS = ['dwcp', 'default'].map(
  (namespace): Identity => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name: 'canary' },
  }),
);

/** Something to read and something to sign with, of each environment: engines that no plan knows. */
const engines = (environments: readonly string[]) =>
  environments.flatMap((environment) => [
    { mount: `${environment}/dwcp/canary`, type: 'kv', write: 'song', body: { note: 'la' } },
    { mount: `${environment}/dwcp/canary-transit`, type: 'transit', write: 'keys/song', body: {} },
  ]);

/** Puts out what somebody who sees too much would find. */
export async function putOut(environments: readonly string[]): Promise<void> {
  const administrator = new KubernetesApi(world().kubernetes);
  for (const secret of SECRETS) await administrator.apply(secret);
  administrator.close();
  for (const { mount, type, write, body } of engines(environments)) {
    await vaultRequest(world().vault, 'POST', `sys/mounts/${mount}`, { type });
    await vaultRequest(world().vault, 'POST', `${mount}/${write}`, body);
  }
}

export async function takeIn(environments: readonly string[]): Promise<void> {
  const administrator = new KubernetesApi(world().kubernetes);
  for (const secret of SECRETS) await administrator.delete(secret);
  administrator.close();
  for (const { mount } of engines(environments)) await vaultRequest(world().vault, 'DELETE', `sys/mounts/${mount}`);
}
