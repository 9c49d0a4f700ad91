import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';
import { startControlPlane, WORKLOAD_CONTROLLERS } from '../servers/control-plane';
import { loadCrds } from '../servers/crds';
import { startPostgres } from '../servers/postgres';
import { startStandIns } from '../servers/stand-ins';
import { startVault } from '../servers/vault';
import type { World } from '../support/world';

/** Starts the worlds that a run needs, beside each other; on failure the caller stops by the run's folder what did start. */
export async function startWorlds(runDir: string, count: number, log: (line: string) => void): Promise<World[]> {
  const started = Date.now();
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const worlds = await Promise.all(numbers.map((number) => startWorld(runDir, number, log)));
  log(`all servers of ${count === 1 ? 'one world' : `${count} worlds`} ready after ${secondsSince(started)}`);
  return worlds;
}

async function startWorld(runDir: string, number: number, log: (line: string) => void): Promise<World> {
  const place = (name: string) => ({ runDir, name: `${name}-${number}` });
  const cluster = async () => {
    const started = Date.now();
    const controlPlane = await startControlPlane({ ...place('dwcp-e2e'), controllers: WORKLOAD_CONTROLLERS });
    log(`Kubernetes of world ${number} answers after ${secondsSince(started)}`);
    await loadCrds(controlPlane, log);
    return { kubernetes: controlPlane, standIns: await startStandIns(place('stand-ins'), controlPlane) };
  };
  const [{ kubernetes, standIns }, vault, postgres] = await Promise.all([
    cluster(),
    startVault(place('vault')),
    startPostgres(place('postgres')),
  ]);
  const binaries = Object.fromEntries(SERVERS.map(({ name }) => [name, binaryOf(name)]));
  return { runDir, kubernetes, vault, postgres, standIns, binaries };
}

function secondsSince(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
