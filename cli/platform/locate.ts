import { statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { named } from './named';
import { platformSetting, SETTING } from './setting';
import { SMALLEST_PLATFORM } from './smallest';

/** Where a platform is looked for. */
export interface PlatformOptions {
  /** Folder that the search begins in. */
  readonly directory: string;
  /** Named by `--platform`. @default - the file that the nearest package.json names */
  readonly platform?: string | undefined;
}

/** The file that holds a platform. */
export interface PlatformFile {
  readonly path: string;
  /** The folder of its package. */
  readonly root: string;
}

/** What Node.js and the loader read as a program. */
const PROGRAMS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/**
 * The file that `--platform` names, or else the nearest package.json that names one.
 *
 * @throws UserError that shows how to write a platform, where nobody names one.
 */
export function locatePlatform(options: PlatformOptions): PlatformFile {
  const found = tryLocatePlatform(options);
  if (found !== undefined) return found;
  const [nearest] = packagesAbove(options.directory);
  if (nearest === undefined) {
    const where = resolve(options.directory);
    throw new UserError([
      `${where}: no package.json is in it or above it; go to your repository, or pass --platform FILE`,
    ]);
  }
  const snippet = SMALLEST_PLATFORM.replace(/^(?=.)/gm, '    ');
  throw new UserError([
    `${named(nearest)}: names no platform; add ${SETTING}, or pass --platform FILE. The smallest is:\n\n${snippet}`,
  ]);
}

/** The same, or nothing where nobody names a platform. A name that is wrong is refused all the same. */
export function tryLocatePlatform({ directory, platform }: PlatformOptions): PlatformFile | undefined {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError([`-C ${directory}: is not a folder; mend the path`]);
  }
  if (platform !== undefined) {
    const path = resolve(directory, platform);
    assertProgram(path, `--platform ${platform}: `, 'mend the path');
    return { path, root: dirname(packagesAbove(dirname(path))[0] ?? path) };
  }
  // A nearer package that names none is passed by: one platform may serve a whole workspace.
  for (const file of packagesAbove(directory)) {
    const setting = platformSetting(file);
    if (setting === undefined) continue;
    const root = dirname(file);
    const path = resolve(root, setting);
    assertProgram(path, `${named(file)}: dwcp.platform: ${setting} `, 'mend the path, or write the file');
    return { path, root };
  }
  return undefined;
}

/** Every package.json from a folder upwards, the nearest first. */
function packagesAbove(directory: string): string[] {
  const files: string[] = [];
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) files.push(file);
    if (folder === dirname(folder)) return files;
  }
}

function assertProgram(path: string, what: string, remedy: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError([`${what}does not exist; ${remedy}`]);
  if (!found.isFile()) throw new UserError([`${what}is not a file; name the one that exports the platform`]);
  if (!PROGRAMS.includes(extname(path))) {
    throw new UserError([`${what}is not a program; name one that ends in ${PROGRAMS.join(', ')}`]);
  }
}
