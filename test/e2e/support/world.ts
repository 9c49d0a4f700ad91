import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../servers/control-plane';
import type { Postgres } from '../servers/postgres';
import type { StandIns } from '../servers/stand-ins';
import type { Vault } from '../servers/vault';

/** Where the servers are that all tests of one run share; only `run.ts` can stop them. */
export interface World {
  /** Folder of the run: logs, and any file that a test wants kept when it fails. */
  readonly runDir: string;
  /** Serves every operator's real CRDs. */
  readonly kubernetes: Omit<ControlPlane, 'stop' | 'withoutApiServer'>;
  readonly vault: Omit<Vault, 'stop' | 'whileSealed'>;
  readonly postgres: Omit<Postgres, 'stop'>;
  readonly standIns: Omit<StandIns, 'stop'>;
  /** Paths by name, as in the catalog: `pulumi`, `pulumi-language-nodejs`, `vault` and so on. */
  readonly binaries: Readonly<Record<string, string>>;
}

/** Names the file from which a test process learns where the servers are. */
export const WORLD_VARIABLE = 'DWCP_E2E';

export function world(): World {
  const file = process.env[WORLD_VARIABLE];
  if (file === undefined) throw new Error('these tests need servers; start them by `npm run test:e2e -- <pattern>`');
  return JSON.parse(readFileSync(file, 'utf8')) as World;
}

/** Writes the coordinates where only this user can read them, as they hold tokens, and returns the file's path. */
export function writeWorld(place: World): string {
  const file = join(place.runDir, 'world.json');
  writeFileSync(file, JSON.stringify(place, null, 2), { mode: 0o600 });
  return file;
}
