import type { Json, Path, Properties } from '../values';
import { argumentsOf, bodyOf, type Fields, type VaultKind } from './kind';

/** What there is to say about a kind that is one document at one path. */
export interface DocumentKind {
  /** Arguments that make up the path. */
  readonly place: readonly string[];
  readonly path: (args: Properties) => string;
  readonly fields: Fields;
  readonly required: readonly string[];
  /** @default - the id is the path */
  readonly id?: (args: Properties) => string;
  /** Further arguments that Vault cannot change in place. */
  readonly fixed?: readonly string[];
  /** @default - no argument has a default */
  readonly defaults?: Properties;
  readonly uniqueName?: string;
  readonly sets?: readonly string[];
  readonly secrets?: readonly Path[];
  /** @default true - false for a document that is as old as its mount and can only be overwritten */
  readonly deletable?: boolean;
}

/** A kind that is written, read and deleted as one document: most of Vault's configuration. */
export function document({ place, path, fields, id, fixed, deletable, ...rest }: DocumentKind): VaultKind {
  const idOf = id ?? path;
  return {
    ...rest,
    known: [...place, ...Object.keys(fields)],
    replaces: [...place, ...(fixed ?? [])],
    async create(vault, args) {
      await vault.write(path(args), bodyOf(fields, args));
      return { id: idOf(args) };
    },
    async read(vault, old) {
      const data = await vault.read(path(old));
      return data === undefined ? undefined : { ...picked(old, place), ...argumentsOf(fields, data, old) };
    },
    async update(vault, old, args) {
      await vault.write(path(args), bodyOf(fields, args, old));
    },
    async delete(vault, old) {
      if (deletable !== false) await vault.delete(path(old));
    },
  };
}

export function picked(properties: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(
    keys.flatMap((key): [string, Json][] => {
      const value = properties[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
