import type { Json, Path, Properties } from '../values';
import type { VaultApi } from './vault-api';

/** Arguments of an `@pulumi/vault` class, by the name Vault's API has for each: a name the class lacks does not compile. */
export type FieldsOf<Args> = Readonly<Partial<Record<keyof Args, string>>>;

export interface Made {
  readonly id: string;
  /** What Vault says only once. @default - what it says is read */
  readonly outputs?: Properties;
}

/** What the arguments of one Pulumi type mean to Vault. */
export interface VaultKind {
  /** Every argument that is understood, blocks included. One that is not listed is refused, never dropped. */
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** Arguments that have a value when the program gives none. */
  readonly defaults?: Properties;
  /** Changing one of these makes another object. */
  readonly replaces: readonly string[];
  /** The argument that would be named automatically: while it stays the same, the old object must go before the new comes. */
  readonly uniqueName?: string;
  /** Lists whose order means nothing. */
  readonly sets?: readonly string[];
  readonly secrets?: readonly Path[];
  /** Outputs that only Vault knows: unknown in a preview. */
  readonly computed?: readonly string[];
  /** The computed output whose value in Vault is another than in the state, so that it has to be made anew: asked with each diff. */
  outdated?(vault: VaultApi, old: Properties): Promise<string | undefined>;
  create(vault: VaultApi, args: Properties): Promise<Made>;
  /** Arguments and computed outputs as Vault has them now; undefined when it is gone. */
  read(vault: VaultApi, old: Properties, id: string): Promise<Properties | undefined>;
  update(vault: VaultApi, old: Properties, args: Properties, id: string): Promise<void>;
  delete(vault: VaultApi, old: Properties, id: string): Promise<void>;
}

/** The body of a write: what the arguments say, and an empty value for what they no longer say. */
export function bodyOf(fields: Fields, args: Properties, old: Properties = {}): Properties {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([argument, field]) => {
      const [value, before] = [args[argument], old[argument]];
      if (value !== undefined) return [[field, value]];
      // A write leaves alone what it does not mention, so what went away is said.
      return before === undefined ? [] : [[field, emptied(before)]];
    }),
  );
}

/** What an answer says about the arguments. */
export function argumentsOf(fields: Fields, data: Properties, written: Properties): Properties {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([argument, field]) => {
      const value = data[field];
      return value === undefined || value === null ? [] : [[argument, asWritten(value, written[argument])]];
    }),
  );
}

/** Pulumi argument to Vault field, once its argument type no longer matters. */
export type Fields = Readonly<Record<string, string>>;

/** Vault answers durations as numbers of seconds or as `10s`, and some lists as text; the state keeps the argument's type. */
function asWritten(live: Json, written: Json | undefined): Json {
  if (typeof written === 'string' && typeof live === 'number') return String(live);
  if (typeof written === 'number' && typeof live === 'string') return secondsOf(live) ?? live;
  if (Array.isArray(written) && typeof live === 'string') return live === '' ? [] : live.split(',');
  return live;
}

function emptied(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value === 'object') return {};
  return typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : '';
}

const SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };

/** The seconds of a duration as Vault takes it: `90`, `1h30m`, `2d`. */
export function secondsOf(duration: Json | undefined): number | undefined {
  const text = String(duration);
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^(\d+[dhms])+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (SECONDS[unit ?? ''] ?? 0),
    0,
  );
}

/** Mount paths are written with or without slashes around them; Vault's own form has none. */
export function trimmed(path: Json | undefined): string {
  return String(path ?? '').replace(/^\/+|\/+$/g, '');
}
