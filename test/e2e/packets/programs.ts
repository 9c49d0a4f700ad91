import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** Programs that run in namespaces: the folder of their sources, and their names. */
export interface Sources<Name extends string> {
  readonly from: string;
  readonly names: readonly Name[];
}

const OWN: Sources<'pod' | 'doors'> = { from: join(__dirname, 'programs'), names: ['pod', 'doors'] };

/**
 * Writes the programs that run in namespaces as JavaScript, and returns how to start one.
 *
 * There is one for every pod, and a loader for TypeScript would take each a second and a hundred megabytes.
 */
export function compilePrograms(folder: string): (name: 'pod' | 'doors') => readonly string[] {
  return compile(folder, OWN);
}

/** The same with the programs of another folder. */
export function compile<Name extends string>(
  folder: string,
  { from, names }: Sources<Name>,
): (name: Name) => readonly string[] {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const { code } = transformFileSync(join(from, `${name}.ts`), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
  return (name) => [process.execPath, join(folder, `${name}.js`)];
}
