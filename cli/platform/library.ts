import { createRequire } from 'node:module';

/** The name of the library. */
export const LIBRARY = '@dwcp/baseline';

/** What the name of the library leads to, by each of its doors, when no package that a platform can see has it. */
export type OwnDoors = Readonly<Record<string, string>>;

/**
 * Loads the library that a platform imports, and says where its name has to lead.
 *
 * Loaded by Node.js itself, it is the copy that runs this command wherever both are one package: the loader takes what is
 * loaded already. Another version, from the platform's own node_modules, is left to it: platforms are known by a symbol.
 */
export function loadLibraryFor(path: string): OwnDoors {
  const theirs = createRequire(path);
  if (finds(theirs, LIBRARY)) {
    theirs(LIBRARY);
    return {};
  }
  const own = createRequire(__filename);
  const { exports: doors } = own(`${LIBRARY}/package.json`) as { readonly exports: object };
  const names = Object.keys(doors).map((door) => `${LIBRARY}${door.slice(1)}`);
  return Object.fromEntries(names.map((name) => [name, own.resolve(name)]));
}

function finds(from: NodeJS.Require, name: string): boolean {
  try {
    from.resolve(name);
    return true;
  } catch {
    return false;
  }
}
