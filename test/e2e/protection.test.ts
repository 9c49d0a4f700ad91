import { referenceResources } from '../support/reference';
import type { Engine } from './support/engine';
import { KubernetesApi } from './support/kubernetes-api';
import { startStack } from './support/own-stack';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);
const data = referenceResources('staging').filter((resource) => resource.data);
const objects = data.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
const mounts = data.flatMap((resource) => (resource.api === 'vault' ? [resource.vaultPath] : []));

/** What of the data is still there. */
async function surviving(): Promise<string[]> {
  const live = await Promise.all(
    objects.map(async (object) => ((await api.get(object)) ? [object.metadata.name] : [])),
  );
  const { data: mounted } = (await vaultRequest(world().vault, 'GET', 'sys/mounts')) as { data: object };
  return [...live.flat(), ...mounts.filter((mount) => `${mount}/` in mounted)];
}

describe('data outside dev', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack('staging', 'protection');
    expect(await engine.up()).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await engine?.stop();
    for (const mount of mounts) await vaultRequest(world().vault, 'DELETE', `sys/mounts/${mount}`);
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    for (const namespace of namespaces) await api.delete(namespace);
    for (const namespace of namespaces) await api.waitGone(namespace);
  });

  const all = [...objects.map(({ metadata }) => metadata.name), ...mounts];

  test('is the database, its namespaces and its mounts in Vault', () => {
    expect(all.sort()).toEqual([
      'dwcp',
      'dwcp-postgres',
      'edge',
      'staging/dwcp/dwcp-postgres',
      'staging/dwcp/dwcp-redis',
    ]);
  });

  test('is not destroyed: the engine refuses', async () => {
    const { code, diagnostics } = await engine.destroy();
    expect(code).not.toBe(0);
    expect(diagnostics.join('\n')).toMatch(/protect/);
    expect((await surviving()).sort()).toEqual(all.sort());
  });

  test('stays even when its protection is taken away: Pulumi forgets it', async () => {
    const state = ['state', 'unprotect', '--all', '--yes', '--stack', 'staging'];
    expect(await engine.run(state)).toMatchObject({ code: 0 });
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect((await engine.stackExport()).resources ?? []).toEqual([]);
    expect((await surviving()).sort()).toEqual(all.sort());
  });
});
