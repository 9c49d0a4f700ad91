import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from './consumer';

/** How repositories have their types resolved: Pulumi's template, Node.js itself, and bundlers. */
export const RESOLUTIONS = [
  { module: 'commonjs', moduleResolution: 'node' },
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
] as const;

/**
 * Checks the types of a consumer's sources by its own compiler, and those of all its packages with them.
 *
 * With `skipLibCheck` the compiler finds the same and tells less of it, so what passes here passes with it too.
 */
export async function compile({ folder, run }: Consumer, resolution: (typeof RESOLUTIONS)[number]): Promise<void> {
  const compilerOptions = { ...resolution, skipLibCheck: false, noEmit: true };
  writeFileSync(join(folder, 'tsconfig.check.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions }));
  await run('npx', 'tsc', '-p', 'tsconfig.check.json');
}
