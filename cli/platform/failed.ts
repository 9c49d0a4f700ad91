import { relative, sep } from 'node:path';
import { inspect } from 'node:util';
import { UserError } from '../../constructs/invalid';
import type { PlatformFile } from './locate';
import { named } from './named';

/** What went wrong while a platform was loaded, in the words of the person who wrote it, and with its place. */
export function failedToLoad(error: unknown, file: PlatformFile): UserError {
  const name = named(file.path);
  if (UserError.isUserError(error)) return new UserError(error.problems.map((problem) => `${name}: ${problem}`));
  const known = error instanceof Error ? (notCompiled(error) ?? notFound(error, name)) : undefined;
  return new UserError([known ?? thrown(error, file, 'is loaded')]);
}

/** The same while it declared an environment. A construct says itself where it was used wrongly. */
export function failedToDeclare(error: unknown, file: PlatformFile, environment: string): UserError {
  return UserError.isUserError(error) ? error : new UserError([thrown(error, file, `declares ${environment}`)]);
}

/** The loader says it in a message alone: `ParseError: Unexpected token  \n /shop/stacks/platform.ts:2:16`. */
function notCompiled({ message }: Error): string | undefined {
  const [, problem, path, place] = /^ParseError: (.*?)\s*\n\s*(.+?):(\d+:\d+)$/s.exec(message) ?? [];
  return path === undefined ? undefined : `${named(path)}:${place}: does not compile: ${problem}; mend it there`;
}

function notFound(error: Error, name: string): string | undefined {
  const { code, requireStack } = error as NodeJS.ErrnoException & { readonly requireStack?: readonly string[] };
  const [, wanted] = /^Cannot find (?:module|package) '([^']+)'/.exec(error.message) ?? [];
  if (wanted === undefined || (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND')) return undefined;
  const importer = requireStack?.[0] === undefined ? name : named(requireStack[0]);
  return /^[./]/.test(wanted)
    ? `${importer}: imports '${wanted}', which does not exist; mend the path`
    : `${importer}: imports '${wanted}', which is not installed; add it to package.json and install it`;
}

function thrown(error: unknown, file: PlatformFile, doing: string): string {
  const name = named(file.path);
  if (!(error instanceof Error)) {
    return `${name}: throws ${inspect(error, { depth: 0 })} while it ${doing}; throw an Error, or nothing`;
  }
  const { name: kind, message, stack = '' } = error;
  const what = `${kind}: ${message.replace(/\s*\n\s*/g, ' ')}`;
  return `${placeIn(stack, file) ?? name}: throws while it ${doing}: ${what}; mend it there`;
}

/** Where in the user's own files a stack first is. */
function placeIn(stack: string, { root }: PlatformFile): string | undefined {
  for (const [, path = '', line] of stack.matchAll(
    /(?:\(|at |file:\/\/)(\/[^():]+|[A-Za-z]:\\[^():]+):(\d+):\d+\)?$/gm,
  )) {
    const inside = relative(root, path).split(sep);
    if (inside[0] !== '..' && !inside.includes('node_modules')) return `${named(path)}:${line}`;
  }
  return undefined;
}
