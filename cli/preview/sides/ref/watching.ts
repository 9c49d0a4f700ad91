import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

/** What is watched. */
export interface Watched {
  /** The folder of whose files it is told that they ask. */
  readonly root: string;
  /** By how many milliseconds the clock is wrong. */
  readonly clockShift: number;
  /** Hears of each place that asks, once: `platform.ts:12 reads Date.now()`. */
  tell(says: string): void;
}

/** Where this library is, which may ask for itself. */
const LIBRARY = resolve(__dirname, '..', '..', '..', '..');

/** What differs from run to run, by the object that has it. */
const SOURCES: readonly (readonly [name: string, owner: object, key: string])[] = [
  ['Math.random()', Math, 'random'],
  ['performance.now()', performance, 'now'],
  ['process.hrtime()', process, 'hrtime'],
  ['crypto.randomUUID()', crypto, 'randomUUID'],
  ['crypto.randomBytes()', crypto, 'randomBytes'],
  ['crypto.randomInt()', crypto, 'randomInt'],
  ['crypto.randomUUID()', crypto.webcrypto, 'randomUUID'],
  ['crypto.getRandomValues()', crypto.webcrypto, 'getRandomValues'],
];

/** Tells what of some files asks for the clock or for chance, from now on and as long as the process lives. */
export function watch({ root, clockShift, tell }: Watched): void {
  const told = new Set<string>();
  const asked = (name: string) => {
    const place = callerIn(root, new Error().stack ?? '');
    const says = `${place} reads ${name}`;
    if (place === undefined || told.has(says)) return;
    told.add(says);
    tell(says);
  };
  for (const [name, owner, key] of SOURCES) {
    const original = Reflect.get(owner, key) as (...args: unknown[]) => unknown;
    const watched = new Proxy(original, {
      apply: (target, self, args) => {
        asked(name);
        return Reflect.apply(target, self, args);
      },
    });
    Reflect.set(owner, key, watched);
  }
  syncBuiltinESMExports();
  watchDate(clockShift, asked);
}

function watchDate(clockShift: number, asked: (name: string) => void): void {
  const now = Date.now.bind(Date);
  globalThis.Date = new Proxy(Date, {
    apply: () => {
      asked('Date()');
      return new Date(now() + clockShift).toString();
    },
    construct: (target, args, newTarget: new () => object) => {
      if (args.length > 0) return Reflect.construct(target, args, newTarget) as object;
      asked('new Date()');
      return Reflect.construct(target, [now() + clockShift], newTarget) as object;
    },
  });
  Date.now = () => {
    asked('Date.now()');
    return now() + clockShift;
  };
}

/** The file and line that a call came from, through the packages that it uses. The loader and the library are no part of it. */
function callerIn(root: string, stack: string): string | undefined {
  for (const [, path = '', line] of stack.matchAll(
    /(?:\(|at |file:\/\/)(\/[^():]+|[A-Za-z]:\\[^():]+):(\d+):\d+\)?$/gm,
  )) {
    if (path === __filename) continue;
    const isPackage = /[/\\]node_modules[/\\]/.test(path);
    if (isPackage && !/[/\\]node_modules[/\\](jiti|@dwcp[/\\]baseline)[/\\]/.test(path)) continue;
    if (isPackage || path.startsWith(LIBRARY) || !path.startsWith(root)) return undefined;
    return `${path.slice(root.length + 1)}:${line}`;
  }
  return undefined;
}
