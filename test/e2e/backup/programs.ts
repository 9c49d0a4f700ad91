import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NAMED_VARIABLE } from '../faults/asked-for';
import { binaryOf, buildServers, CACHE } from '../servers/build';
import { BACKUP_SERVERS } from '../servers/catalog';
import { run } from '../servers/command';

/**
 * Barman Cloud, which the plugin runs, and what it requires, at these versions whoever asks when. Its adapter of PostgreSQL is
 * the one that brings its own library.
 *
 * The plugin's 0.15 has 3.20.0, which the registry of Python does not have.
 */
export const PACKAGES = [
  'barman==3.19.1',
  'boto3==1.44.8',
  'botocore==1.44.8',
  'jmespath==1.1.0',
  'psycopg2-binary==2.9.12',
  'python-dateutil==2.9.0.post0',
  's3transfer==0.19.3',
  'six==1.17.0',
  'urllib3==2.8.0',
];

/** Debian's own: one in somebody's home is not for the user that PostgreSQL runs as. */
export const PYTHON = '/usr/bin/python3';

export const BARMAN = join(CACHE, 'servers', PACKAGES[0]!.replace('==', '@'));

/** Why nothing can be backed up and restored here; nothing when it can. */
export function backupLacks(): string | undefined {
  if (!existsSync(PYTHON)) return `no Python in ${PYTHON}; install the package python3`;
  if (existsSync(binaryOf('weed')) || isNamed()) return undefined;
  return 'the store is not built, which takes as long as a quarter of all other servers; npm run test:e2e -- backup builds it once';
}

/** Builds the store, and downloads what uploads to it, unless the cache has them. */
export async function fetchBackupPrograms(log: (line: string) => void): Promise<void> {
  await buildServers(log, BACKUP_SERVERS);
  if (existsSync(BARMAN)) return;
  const part = `${BARMAN}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  try {
    const pip = ['-m', 'pip', '--python', PYTHON, '--disable-pip-version-check', 'install', '-q'];
    await run('python3', [...pip, '--no-deps', '--only-binary', ':all:', '--target', part, ...PACKAGES]);
    renameSync(part, BARMAN);
    log(`fetched ${PACKAGES[0]}`);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

function isNamed(): boolean {
  return /backup|restore/.test(process.env[NAMED_VARIABLE] ?? '');
}
