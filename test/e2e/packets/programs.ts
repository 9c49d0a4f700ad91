import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

/**
 * Writes the programs that run in namespaces as JavaScript, and returns how to start one.
 *
 * There is one for every pod, and a loader for TypeScript would take each a second and a hundred megabytes.
 */
export function compilePrograms(folder: string): (name: 'pod' | 'doors') => readonly string[] {
  mkdirSync(folder, { recursive: true });
  for (const name of ['pod', 'doors']) {
    const { code } = transformFileSync(join(__dirname, 'programs', `${name}.ts`), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
  return (name) => [process.execPath, join(folder, `${name}.js`)];
}
