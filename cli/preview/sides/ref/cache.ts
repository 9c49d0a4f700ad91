import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** How many of each sort are kept: those that were used last. */
const KEPT = 3;

/** What is half made. */
const HALF = 'half-';

/** The folder of what is costly to make of a ref: in the repository where it has packages, else of the user. */
export function cacheOf(repository: string, sort: 'builds' | 'packages'): string {
  const modules = join(repository, 'node_modules');
  const user = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return existsSync(modules) ? join(modules, '.cache', 'dwcp', sort) : join(user, 'dwcp', sort);
}

/** A key for what follows from some texts alone. */
export function keyOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** The folder that was kept by a key; nothing if none was. */
export function kept(cache: string, key: string): string | undefined {
  const folder = join(cache, key);
  if (!existsSync(folder)) return undefined;
  const now = Date.now() / 1000;
  utimesSync(folder, now, now);
  return folder;
}

/** Keeps what an action puts into a folder, whole or not at all, and drops what was not used for longest. */
export function keep(cache: string, key: string, fill: (folder: string) => void): string {
  mkdirSync(cache, { recursive: true });
  const half = mkdtempSync(join(cache, HALF));
  try {
    fill(half);
    dropOld(cache);
    renameSync(half, join(cache, key));
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another run was quicker, and made the same.
    if (!existsSync(join(cache, key))) throw error;
  }
  return join(cache, key);
}

function dropOld(cache: string): void {
  const folders = readdirSync(cache)
    .filter((name) => !name.startsWith(HALF))
    .map((name) => ({ path: join(cache, name), used: statSync(join(cache, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used);
  for (const { path } of folders.slice(KEPT - 1)) rmSync(path, { recursive: true, force: true });
}
