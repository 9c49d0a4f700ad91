import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createJiti } from 'jiti';
import { UserError } from '../../constructs/invalid';
import type { Platform } from '../../constructs/platform/platform';
import { platformAmong } from './exported';
import { failedToLoad } from './failed';
import { loadLibraryFor } from './library';
import type { PlatformFile } from './locate';
import { named } from './named';

/**
 * Loads a platform from its file: TypeScript without a build, ESM or CommonJS.
 *
 * Types are taken off, not checked; `tsc --noEmit` is for that.
 *
 * @throws UserError for whatever goes wrong in the file, since it is the user's.
 */
export async function loadPlatform(file: PlatformFile): Promise<Platform> {
  let exported: unknown;
  try {
    exported = await unlessStalled(run(file));
  } catch (error) {
    throw failedToLoad(error, file);
  }
  return platformAmong(exported, named(file.path));
}

async function run({ path }: PlatformFile): Promise<unknown> {
  const jiti = createJiti(path, {
    alias: loadLibraryFor(path),
    fsCache: cacheBeside(path),
    // A source comes before what an older build left beside it.
    extensions: ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'],
  });
  return jiti.import(path);
}

/** What a promise comes to, or an error when nothing is left that could settle it: Node.js would end without a word. */
function unlessStalled<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stalled = () => reject(new UserError(['waits while it is loaded for what never comes; let it load at once']));
    process.once('beforeExit', stalled);
    promise.then(resolve, reject).finally(() => process.removeListener('beforeExit', stalled));
  });
}

/** Beside the packages that the file imports; not in the folder for temporary files, where anybody could leave code for us. */
function cacheBeside(path: string): string | false {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'dwcp');
  }
  return false;
}
