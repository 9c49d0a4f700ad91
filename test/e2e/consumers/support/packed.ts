import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
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

/** The package as it would be published, from a clean build: the path of the tarball, which each run makes once. */
export async function tarball(): Promise<string> {
  const folder = join(world().runDir, 'packed');
  const [packed] = existsSync(folder) ? readdirSync(folder) : [];
  return packed === undefined ? pack(folder) : join(folder, packed);
}

async function pack(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  // `prepack` builds anew, so that nothing of an older build is in it.
  const printed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT });
  const [packed] = JSON.parse(printed.slice(printed.indexOf('['))) as { readonly filename: string }[];
  return join(folder, packed!.filename);
}
