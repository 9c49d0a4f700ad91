import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import type { Evaluator } from './network-comparison';

const ROOT = join(__dirname, '..', '..');
const EVALUATOR = join(ROOT, 'policies', 'reachability');

/** A change of one place in the evaluator's source. */
export interface Mutation {
  readonly name: string;
  /** File, from `policies/reachability`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const originals = new Map<string, string>();

/**
 * The evaluator with one place of its source changed: its own files are compiled anew, in memory, and what they import
 * from elsewhere is shared.
 */
export function mutated(mutation?: Mutation): Evaluator {
  const modules = new Map<string, { exports: Record<string, unknown> }>();
  const load = (file: string): Record<string, unknown> => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const inside = (request: string) => {
      const path = `${resolve(dirname(file), request)}.ts`;
      return request.startsWith('.') && isOwn(path) ? load(path) : outside(request, file);
    };
    new Function('exports', 'require', 'module', compiled(file, mutation))(module.exports, inside, module);
    return module.exports;
  };
  return load(join(EVALUATOR, 'index.ts'))['reachabilityOf'] as Evaluator;
}

/** Whether a mistake in it is one of the evaluator. */
function isOwn(path: string): boolean {
  return path.startsWith(join(ROOT, 'policies')) || path === join(ROOT, 'constructs', 'network', 'cidr.ts');
}

function outside(request: string, file: string): unknown {
  return require(request.startsWith('.') ? resolve(dirname(file), request) : request);
}

function compiled(file: string, mutation: Mutation | undefined): string {
  if (mutation === undefined || file !== join(EVALUATOR, mutation.file)) return original(file);
  const source = readFileSync(file, 'utf8');
  const places = source.split(mutation.from).length - 1;
  if (places !== 1) throw new Error(`'${mutation.from}' is ${places} times in ${relative(ROOT, file)}, not once`);
  return compile(source.replace(mutation.from, () => mutation.to));
}

function original(file: string): string {
  const known = originals.get(file) ?? compile(readFileSync(file, 'utf8'));
  originals.set(file, known);
  return known;
}

function compile(source: string): string {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  return code;
}
