import { posix } from 'node:path';
import type { Check } from './text';

/** A folder, written without `..`, doubled slashes or a slash at its end, and without what ends a path in a URL. */
export const absoluteFolder: Check = (text, find) => {
  const normal = posix.normalize(text).replace(/\/$/, '');
  if (!text.startsWith('/') || normal === '') {
    return `'${text}' is not an absolute path to a folder; ${find}`;
  }
  // Vault's connection string to a database ends with it: a `&` would go on with a parameter, such as sslmode=disable.
  const [stranger] = /[^A-Za-z0-9._/-]/u.exec(text) ?? [];
  if (stranger !== undefined) {
    return `'${text}' has '${stranger}' in it, which a database's connection string would read as its own; use letters, digits, dots, hyphens and underscores`;
  }
  return text === normal ? undefined : `'${text}' is not the shortest way to write it; write ${normal}`;
};
