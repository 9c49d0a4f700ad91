import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PlatformFile, PlatformOptions } from './locate';

/** `Pulumi.yaml`, and `Pulumi.<stack>.yaml`. */
const PROJECT = /^Pulumi\.(ya?ml|json)$/;
const STACK = /^Pulumi\..+\.yaml$/;

/**
 * The folder of `Pulumi.<environment>.yaml`: where the command runs, if Pulumi's files are there; else where the Pulumi
 * project around the platform's file is; else where its package is.
 */
export function stackFolder({ directory }: PlatformOptions, { path, root }: PlatformFile): string {
  const here = resolve(directory);
  if (holds(here, PROJECT, STACK)) return here;
  for (let folder = dirname(path); folder !== root && folder !== dirname(folder); folder = dirname(folder)) {
    if (holds(folder, PROJECT)) return folder;
  }
  return root;
}

function holds(folder: string, ...names: readonly RegExp[]): boolean {
  try {
    return readdirSync(folder).some((file) => names.some((name) => name.test(file)));
  } catch {
    // A folder that is not there, or that nobody may read: reading the stack file says so.
    return false;
  }
}
