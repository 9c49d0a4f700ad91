import { isAbsolute, join } from 'node:path';

/** A path as it is given, below the folder that `-C` names: written as short as it was. */
export function below(directory: string, path: string): string {
  return isAbsolute(path) ? path : join(directory, path);
}
