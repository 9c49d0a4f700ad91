import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';
import { startControlPlane } from '../servers/control-plane';
import { loadCrds } from '../servers/crds';
import { startPostgres } from '../servers/postgres';
import { startVault } from '../servers/vault';
import type { World } from '../support/world';

/** Starts what every test may use, side by side; on failure the caller stops by the run's folder what did start. */
export async function startSharedServers(runDir: string, log: (line: string) => void): Promise<World> {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const cluster = async () => {
    const controlPlane = await startControlPlane({ runDir, name: 'dwcp-e2e' });
    log(`Kubernetes answers after ${seconds()}`);
    await loadCrds(controlPlane, log);
    return controlPlane;
  };
  const [kubernetes, vault, postgres] = await Promise.all([
    cluster(),
    startVault({ runDir, name: 'vault' }),
    startPostgres({ runDir, name: 'postgres' }),
  ]);
  log(`all servers ready after ${seconds()}`);
  const binaries = Object.fromEntries(SERVERS.map(({ name }) => [name, binaryOf(name)]));
  return { runDir, kubernetes, vault, postgres, binaries };
}
