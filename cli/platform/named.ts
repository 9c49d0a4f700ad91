import { relative, sep } from 'node:path';

/** A path as the user would name it: from where the command runs, or whole if it is elsewhere. */
export function named(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.split(sep)[0] === '..' ? path : short;
}
