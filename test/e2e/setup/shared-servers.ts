import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';
import { startControlPlane, WORKLOAD_CONTROLLERS } from '../servers/control-plane';
import { loadCrds } from '../servers/crds';
import { startPostgres } from '../servers/postgres';
import { startStandIns } from '../servers/stand-ins';
import { startVault } from '../servers/vault';
import type { World } from '../support/world';

/** Starts what every test may use, side by side; on failure the caller stops by the run's folder what did start. */
export async function startSharedServers(runDir: string, log: (line: string) => void): Promise<World> {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const cluster = async () => {
    const controlPlane = await startControlPlane({ runDir, name: 'dwcp-e2e', controllers: WORKLOAD_CONTROLLERS });
    log(`Kubernetes answers after ${seconds()}`);
    await loadCrds(controlPlane, log);
    return { kubernetes: controlPlane, standIns: await startStandIns({ runDir, name: 'stand-ins' }, controlPlane) };
  };
  const [{ kubernetes, standIns }, vault, postgres] = await Promise.all([
    cluster(),
    startVault({ runDir, name: 'vault' }),
    startPostgres({ runDir, name: 'postgres' }),
  ]);
  log(`all servers ready after ${seconds()}`);
  const binaries = Object.fromEntries(SERVERS.map(({ name }) => [name, binaryOf(name)]));
  return { runDir, kubernetes, vault, postgres, standIns, binaries };
}
