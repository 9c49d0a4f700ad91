import type { Resource } from '../../../constructs';
import { type ControlPlane, startControlPlane, WORKLOAD_CONTROLLERS } from '../servers/control-plane';
import { loadCrds } from '../servers/crds';
import { startStandIns } from '../servers/stand-ins';
import { startVault, type Vault } from '../servers/vault';
import type { Identity } from '../support/kubernetes-api';
import { world } from '../support/world';

/** A cluster and a Vault that may be killed, because nobody else works with them. */
export interface Site {
  readonly kubernetes: ControlPlane;
  readonly vault: Vault;
  stop(): Promise<void>;
}

/** Starts both. Of operators, only the definitions of what a plan has are there, so that all of it takes a fraction of the time. */
export async function startSite(name: string, plan: readonly Resource[]): Promise<Site> {
  const { runDir } = world();
  const [kubernetes, vault] = await Promise.all([
    startControlPlane({ runDir, name: `${name}-cluster`, controllers: WORKLOAD_CONTROLLERS }),
    startVault({ runDir, name: `${name}-vault` }),
  ]);
  const planned = new Set(plan.map((resource) => (resource.api === 'kubernetes' ? groupKind(resource.object) : '')));
  await loadCrds(
    kubernetes,
    () => undefined,
    ({ group, kind }) => planned.has(`${group}/${kind}`),
  );
  const standIns = await startStandIns({ runDir, name: `${name}-stand-ins` }, kubernetes);
  return {
    kubernetes,
    vault,
    stop: async () => {
      for (const server of [vault, standIns, kubernetes]) await server.stop();
    },
  };
}

function groupKind({ apiVersion, kind }: Pick<Identity, 'apiVersion' | 'kind'>): string {
  return `${apiVersion.split('/')[0]}/${kind}`;
}
