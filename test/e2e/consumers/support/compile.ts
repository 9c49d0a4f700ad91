import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from './consumer';

/**
 * How repositories have their types resolved: Pulumi's template, Node.js itself, and bundlers.
 *
 * The declarations of packages are the same however they are found, so that they are checked once, where finding is strictest.
 */
export const RESOLUTIONS = [
  { module: 'commonjs', moduleResolution: 'node', skipLibCheck: true },
  { module: 'node16', moduleResolution: 'node16', skipLibCheck: false },
  { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true },
] as const;

/** Checks the types of a consumer's sources by its own compiler. */
export async function compile({ folder, run }: Consumer, resolution: (typeof RESOLUTIONS)[number]): Promise<void> {
  const compilerOptions = { ...resolution, noEmit: true };
  writeFileSync(join(folder, 'tsconfig.check.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions }));
  await run('npx', 'tsc', '-p', 'tsconfig.check.json');
}
