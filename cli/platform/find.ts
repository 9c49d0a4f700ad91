import type * as Load from './load';
import type { LoadedPlatform } from './loaded';
import { locatePlatform, type PlatformFile, type PlatformOptions, tryLocatePlatform } from './locate';
import { stackFolder } from './stack-folder';

/** Finds the platform of a repository and loads it. */
export function findPlatform(options: PlatformOptions): Promise<LoadedPlatform> {
  return loaded(options, locatePlatform(options));
}

/** The same, or nothing where nobody names a platform. */
export async function tryFindPlatform(options: PlatformOptions): Promise<LoadedPlatform | undefined> {
  const file = tryLocatePlatform(options);
  return file === undefined ? undefined : loaded(options, file);
}

async function loaded(options: PlatformOptions, file: PlatformFile): Promise<LoadedPlatform> {
  // A folder of manifests mostly lies where there is no platform, and needs nothing of what loads one.
  const { loadPlatform } = require('./load') as typeof Load;
  return { platform: await loadPlatform(file), file, stackFolder: stackFolder(options, file) };
}
