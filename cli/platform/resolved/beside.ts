import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type AnyMap, isMap } from '../../../constructs/plan/diff/maps';
import type { LoadedPlatform } from '../loaded';
import { readStackFile } from '../stack-file';

/** What of a resolved configuration is in no stack file. */
export interface Beside {
  readonly environment: string;
  readonly config: AnyMap;
}

/** What is resolved beside the stack file of the working tree: what comes from Pulumi ESC, and what Pulumi.yaml has. */
export function besideStackFile({ resolved, stackFolder }: LoadedPlatform): Beside | undefined {
  if (resolved === undefined) return undefined;
  const { environment, config } = resolved;
  return { environment, config: isMap(config) ? without(config, configIn(stackFolder, environment)) : {} };
}

/**
 * Writes into the stack file of another tree what is in no tree, so that a comparison has it on both sides and shows what
 * the stack files themselves have changed. Pulumi prefers what a stack file says, too.
 */
export function putBeside(stackFolder: string, { environment, config }: Beside): void {
  const settings = { config: over(config, configIn(stackFolder, environment)) };
  writeFileSync(join(stackFolder, fileOf(environment)), stringify(settings));
}

/** An environment may be resolved altogether, and have no file. */
function configIn(stackFolder: string, environment: string): AnyMap {
  const file = fileOf(environment);
  if (!existsSync(join(stackFolder, file))) return {};
  const { config } = readStackFile(stackFolder, file);
  return isMap(config) ? config : {};
}

function fileOf(environment: string): string {
  return `Pulumi.${environment}.yaml`;
}

/** What a map has and another one does not say, down to the single values. */
function without(map: AnyMap, said: AnyMap): AnyMap {
  const left = Object.entries(map).flatMap(([key, value]) => {
    if (!Object.hasOwn(said, key)) return [[key, value]];
    const other = said[key];
    if (!isMap(value) || !isMap(other)) return [];
    const rest = without(value, other);
    return Object.keys(rest).length > 0 ? [[key, rest]] : [];
  });
  return Object.fromEntries(left) as AnyMap;
}

/** A map with what another one says in the place of its own, as https://www.rfc-editor.org/rfc/rfc7386 merges them. */
function over(map: AnyMap, said: AnyMap): AnyMap {
  const merged = Object.entries(said).map(([key, value]) => {
    const below = map[key];
    return [key, isMap(value) && isMap(below) ? over(below, value) : value];
  });
  return { ...map, ...(Object.fromEntries(merged) as AnyMap) };
}
