import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LIBRARY } from '../../../platform/library';

/** The command of the library that a platform imports, where that is another copy than this one. */
export function otherCommand(platform: string): string | undefined {
  const theirs = mainOf(platform);
  return theirs === mainOf(__filename) ? undefined : theirs;
}

/** The command of the library that a file may import. */
function mainOf(path: string): string | undefined {
  try {
    const manifest = createRequire(path).resolve(`${LIBRARY}/package.json`);
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly bin: { readonly dwcp: string } };
    return realpathSync(join(dirname(manifest), bin.dwcp));
  } catch {
    return undefined;
  }
}
