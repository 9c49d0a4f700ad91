import { closeSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LIBRARY } from '../../../platform/library';
import type { PlatformOptions } from '../../../platform/locate';
import { withoutHooks } from './git';
import { type Ran, run } from './run';
import { SHIFT, WATCHED } from './watched';

/** Where the command runs on a ref, and on what. */
export interface Place {
  /** The root of the worktree. */
  readonly tree: string;
  /** How the platform is found in it. */
  readonly options: PlatformOptions;
  /** The file of its platform. */
  readonly platform: string;
  readonly signal: AbortSignal;
}

/** The command that a platform comes with, or this one where it comes with none. */
export interface TheirCommand {
  readonly main: string;
  /** Whether it is of this copy of the library. */
  readonly isOurs: boolean;
}

export function commandFor(platform: string): TheirCommand {
  const ours = mainOf(__filename)!;
  const main = mainOf(platform) ?? ours;
  return { main, isOurs: main === ours };
}

/** Runs `preview` for environments, and puts what it prints as JSON into a file. */
export async function runPreview(
  { main, isOurs }: TheirCommand,
  environments: readonly string[],
  { tree, options: { directory: folder, platform }, signal }: Place,
  { file, clockShift }: { readonly file: string; readonly clockShift: number },
): Promise<Ran> {
  const env = { ...withoutHooks(), NO_COLOR: '1', [WATCHED]: tree, [SHIFT]: `${clockShift}` };
  const named = platform === undefined ? [] : ['--platform', platform];
  const args = [...named, 'preview', ...environments, '--json', ...(isOurs ? ['--out', file] : [])];
  const command = [process.execPath, '--require', join(__dirname, 'watch.js'), main, ...args] as const;
  if (isOurs) return run(command, { folder, env, signal });
  // An older one knows no --out.
  const output = openSync(file, 'w');
  try {
    return await run(command, { folder, env, signal, output });
  } finally {
    closeSync(output);
  }
}

/** The command of the library that a file may import. */
function mainOf(path: string): string | undefined {
  try {
    const manifest = createRequire(path).resolve(`${LIBRARY}/package.json`);
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly bin: { readonly dwcp: string } };
    return realpathSync(join(dirname(manifest), bin.dwcp));
  } catch {
    return undefined;
  }
}
