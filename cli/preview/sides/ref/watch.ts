// Loaded by Node.js before the command that evaluates a ref: tells what of the platform reads the clock or chance.
import crypto from 'node:crypto';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { SHIFT, TOLD, WATCHED } from './watched';

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

const root = process.env[WATCHED] ?? '';
const shift = Number(process.env[SHIFT] ?? 0);
const told = new Set<string>();

for (const [name, owner, key] of SOURCES) {
  const original = Reflect.get(owner, key) as (...args: unknown[]) => unknown;
  const watched = new Proxy(original, {
    apply: (target, self, args) => {
      tell(name);
      return Reflect.apply(target, self, args);
    },
  });
  Reflect.set(owner, key, watched);
}
syncBuiltinESMExports();

const now = Date.now.bind(Date);
globalThis.Date = new Proxy(Date, {
  apply: () => {
    tell('Date()');
    return new Date(now() + shift).toString();
  },
  construct: (target, args, newTarget: new () => object) => {
    if (args.length > 0) return Reflect.construct(target, args, newTarget) as object;
    tell('new Date()');
    return Reflect.construct(target, [now() + shift], newTarget) as object;
  },
});
Date.now = () => {
  tell('Date.now()');
  return now() + shift;
};

/** Tells a place of the platform that asks, each once. What asks for itself, as the loader does, is no part of it. */
function tell(name: string): void {
  const place = caller(new Error().stack ?? '');
  if (place === undefined || told.has(`${place} ${name}`)) return;
  told.add(`${place} ${name}`);
  writeSync(TOLD, `${place} reads ${name}\n`);
}

/** The file and line of the platform that a call came from, through the packages that it uses. */
function caller(stack: string): string | undefined {
  for (const [, path = '', line] of stack.matchAll(
    /(?:\(|at |file:\/\/)(\/[^():]+|[A-Za-z]:\\[^():]+):(\d+):\d+\)?$/gm,
  )) {
    if (path === __filename) continue;
    const isPackage = /[/\\]node_modules[/\\]/.test(path);
    if (isPackage && !/[/\\]node_modules[/\\](jiti|@dwcp[/\\]baseline)[/\\]/.test(path)) continue;
    if (isPackage || !path.startsWith(root)) return undefined;
    return `${path.slice(root.length + 1)}:${line}`;
  }
  return undefined;
}
