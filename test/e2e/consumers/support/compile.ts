import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from './consumer';
import type { Peers } from './peers';

/** Where finding is strictest, and the declarations of packages are checked, too. */
const STRICTEST = { module: 'node16', moduleResolution: 'node16', skipLibCheck: false } as const;

/** How repositories have their types resolved besides: Pulumi's template, and bundlers. */
const OTHERS = [
  { module: 'commonjs', moduleResolution: 'node', skipLibCheck: true },
  { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true },
] as const;

export type Resolution = typeof STRICTEST | (typeof OTHERS)[number];

/** How a package is found does not follow from the versions of others: every way is tried once, beside the newest. */
export function resolutionsBeside(peers: Peers): readonly Resolution[] {
  return peers === 'newest' ? [STRICTEST, ...OTHERS] : [STRICTEST];
}

/** Checks the types of a consumer's sources by its own compiler. */
export async function compile({ folder, run }: Consumer, resolution: Resolution): Promise<void> {
  const compilerOptions = { ...resolution, noEmit: true };
  writeFileSync(join(folder, 'tsconfig.check.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions }));
  await run('npx', 'tsc', '-p', 'tsconfig.check.json');
}
