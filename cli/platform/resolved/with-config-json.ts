import { resolve } from 'node:path';
import { UserError } from '../../../constructs/invalid';
import { isMap } from '../../../constructs/plan/diff/maps';
import { readJson } from '../../preview/sides/json-file';
import type { LoadedPlatform } from '../loaded';
import { named } from '../named';
import { HOW } from '../stack-file';

/**
 * A platform whose stack file of one environment is replaced by what `pulumi config --json` has printed: into a file, or
 * into standard input for `-`.
 *
 * @throws UserError when it cannot be read, or is something else.
 */
export function withConfigJson(
  from: LoadedPlatform,
  environment: string,
  what: string,
  directory: string,
): LoadedPlatform {
  const path = resolve(directory, what);
  const source = what === '-' ? 'standard input' : named(path);
  const value = readJson(what === '-' ? 0 : path, source);
  if (!isConfigJson(value)) {
    throw new UserError([`${source}: is no configuration of a stack; make it by ${HOW} ${environment}`]);
  }
  const isWhole = !Object.values(value).some((entry) => entry.value?.includes(UNKNOWN));
  const remedy = `${source}: has ${UNKNOWN} for what Pulumi has not resolved; make it by ${HOW} ${environment}`;
  return {
    ...from,
    resolved: { environment, file: source, config: configIn(value), problems: [], ...(!isWhole && { remedy }) },
  };
}

/** One value, as Pulumi prints it: `value` is left out where it is a secret that is not shown. */
interface Entry {
  readonly value?: string;
  readonly objectValue?: unknown;
  readonly secret: boolean;
}

function isConfigJson(value: unknown): value is Readonly<Record<string, Entry>> {
  return isMap(value) && Object.values(value).every(isEntry);
}

function isEntry(entry: unknown): entry is Entry {
  return (
    isMap(entry) && typeof entry['secret'] === 'boolean' && ['string', 'undefined'].includes(typeof entry['value'])
  );
}

function configIn(entries: Readonly<Record<string, Entry>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, asInStackFile(entry)]));
}

/** What is a secret is refused where it is a fact, as in a stack file, and is never looked at, shown or not. */
function asInStackFile({ value, objectValue, secret }: Entry): unknown {
  return secret ? { secure: '' } : (objectValue ?? value);
}

/** What Pulumi prints for what only an environment that is opened has. */
const UNKNOWN = '[unknown]';
