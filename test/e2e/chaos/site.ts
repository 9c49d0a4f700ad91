import { type ControlPlane, startControlPlane, WORKLOAD_CONTROLLERS } from '../servers/control-plane';
import { loadCrds } from '../servers/crds';
import { startStandIns } from '../servers/stand-ins';
import { startVault, type Vault } from '../servers/vault';
import { world } from '../support/world';

/** A cluster and a Vault that may be killed, because nobody else works with them. */
export interface Site {
  readonly kubernetes: ControlPlane;
  readonly vault: Vault;
  stop(): Promise<void>;
}

export async function startSite(name: string): Promise<Site> {
  const { runDir } = world();
  const [kubernetes, vault] = await Promise.all([
    startControlPlane({ runDir, name: `${name}-cluster`, controllers: WORKLOAD_CONTROLLERS }),
    startVault({ runDir, name: `${name}-vault` }),
  ]);
  await loadCrds(kubernetes, () => undefined);
  const standIns = await startStandIns({ runDir, name: `${name}-stand-ins` }, kubernetes);
  return {
    kubernetes,
    vault,
    stop: async () => {
      for (const server of [vault, standIns, kubernetes]) await server.stop();
    },
  };
}
