import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../constructs/invalid';

/** The package's root, seen from where this file is compiled to. */
const ROOT = join(__dirname, '..', '..');

/**
 * Refuses to run code that is older than its source: what would be previewed or deployed is not what was written.
 *
 * An installed package has no sources beside it, and is always fresh.
 */
export function assertFresh(root = ROOT): void {
  if (!existsSync(join(root, 'stacks', 'platform.ts'))) return;
  const built = statSync(join(root, 'bin', 'cli', 'main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newer = ['constructs', 'policies', 'cli', 'stacks'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file))
      .filter((file) => statSync(join(root, file)).mtimeMs > built),
  );
  if (newer.length > 0) {
    throw new UserError([`${newer.sort()[0]} is newer than what was built from it; run npm run build`]);
  }
}
