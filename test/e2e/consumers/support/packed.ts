import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../servers/command';
import { world } from '../../support/world';

export const ROOT = join(__dirname, '..', '..', '..', '..');

/** What of package.json a consumer is held to. */
export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
};

/** The package as it would be published, from a clean build: the path of the tarball, which is made once for a run. */
export async function tarball(): Promise<string> {
  const packed = join(world().runDir, 'packed');
  if (!existsSync(packed)) await pack(packed);
  const [name] = readdirSync(packed);
  return join(packed, name!);
}

/** From a copy, since packing builds anew, and other tests run what is built here. */
async function pack(into: string): Promise<void> {
  const copy = mkdtempSync(join(world().runDir, 'sources-'));
  const packed = mkdtempSync(join(world().runDir, 'packing-'));
  cpSync(ROOT, copy, { recursive: true, filter: isSource });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', packed], { cwd: copy });
  try {
    renameSync(packed, into);
  } catch (error) {
    // Another test file has packed the same meanwhile.
    if (!existsSync(into)) throw error;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Whether a file of a repository is neither installed nor built. */
export function isSource(file: string): boolean {
  return !/[\\/](node_modules|bin|dist|\.git)$/.test(file);
}
