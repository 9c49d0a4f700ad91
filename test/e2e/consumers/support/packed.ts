import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../servers/command';

export const ROOT = join(__dirname, '..', '..', '..', '..');

/** What of package.json a consumer is held to. */
export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
};

let packing: Promise<string> | undefined;

/** The package as it would be published, from a clean build: the path of the tarball, which each test file makes once. */
export function tarball(): Promise<string> {
  packing ??= pack();
  return packing;
}

async function pack(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dwcp-packed-'));
  // `prepack` builds anew, so that nothing of an older build is in it.
  const printed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT });
  const [packed] = JSON.parse(printed.slice(printed.indexOf('['))) as { readonly filename: string }[];
  return join(folder, packed!.filename);
}
