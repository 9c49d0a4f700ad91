import { basename, isAbsolute, resolve } from 'node:path';
import { readJson } from './json-file';

/** What `-` stands for, as far as errors and reports go. */
const STANDARD_INPUT = 'standard input';

/** The value in a file of JSON, or on standard input for `-`, and what people call where it is. */
export function jsonFile(what: string, directory: string): { readonly source: string; readonly value: unknown } {
  const source = calledShort(what);
  return { source, value: readJson(what === '-' ? 0 : resolve(directory, what), source) };
}

/** Where on a machine it lies is nothing that a report says. */
export function calledShort(what: string): string {
  if (what === '-') return STANDARD_INPUT;
  return isAbsolute(what) ? basename(what) : what;
}
