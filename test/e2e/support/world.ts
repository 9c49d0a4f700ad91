import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ControlPlane } from '../servers/control-plane';
import type { Postgres } from '../servers/postgres';
import type { StandIns } from '../servers/stand-ins';
import type { Vault } from '../servers/vault';

/**
 * Where the servers are that a test file has to itself while it runs, and leaves as it found them; only `run.ts` can stop them.
 *
 * Each of jest's workers has a world, so that files which deploy the same names do not meet.
 */
export interface World {
  /** Folder of the run: logs, and any file that a test wants kept when it fails. */
  readonly runDir: string;
  /** Serves every operator's real CRDs. */
  readonly kubernetes: Omit<ControlPlane, 'etcd' | 'stop' | 'withoutApiServer'>;
  readonly vault: Omit<Vault, 'stop' | 'reopen' | 'whileSealed'>;
  readonly postgres: Omit<Postgres, 'stop'>;
  readonly standIns: Omit<StandIns, 'stop'>;
  /** Paths by name, as in the catalog: `pulumi`, `pulumi-language-nodejs`, `vault` and so on. */
  readonly binaries: Readonly<Record<string, string>>;
}

/** Names the folder from which a test process learns where the servers are. */
export const WORLDS_VARIABLE = 'DWCP_E2E';

export function world(): World {
  const folder = worldsFolder();
  // Jest numbers its workers from 1, and gives the number of one that ended to the one that takes its place.
  return JSON.parse(readFileSync(fileOf(folder, Number(process.env['JEST_WORKER_ID'] ?? 1)), 'utf8')) as World;
}

/** The run's folder, for a test that needs none of the servers of a world. */
export function runFolder(): string {
  return dirname(worldsFolder());
}

function worldsFolder(): string {
  const folder = process.env[WORLDS_VARIABLE];
  if (folder === undefined) throw new Error('these tests need servers; start them by `npm run test:e2e -- <pattern>`');
  return folder;
}

/** Writes the coordinates where only this user can read them, as they hold tokens, and returns the folder. */
export function writeWorlds(runDir: string, worlds: readonly World[]): string {
  const folder = join(runDir, 'worlds');
  mkdirSync(folder, { mode: 0o700 });
  for (const [index, place] of worlds.entries()) {
    writeFileSync(fileOf(folder, index + 1), JSON.stringify(place, null, 2), { mode: 0o600 });
  }
  return folder;
}

function fileOf(folder: string, number: number): string {
  return join(folder, `${number}.json`);
}
