import { inspect } from 'node:util';
import { z } from 'zod';
import { nearest } from '../../constructs/fields/nearest';

type Path = readonly PropertyKey[];

/** Every problem of a value that its schema refused: `dwcp:<key path>: <what is wrong>; <what to do>`. */
export function problemsOf(schema: z.ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): string[] {
  const encrypted = encryptedPaths(value, []);
  const seen = issues.filter((issue) => !encrypted.some((path) => isUnder(issue.path, path)));
  const unknown = seen.flatMap((issue) => unknownKeys(schema, issue));
  // One slip of the pen is one problem: `apiserver` is not also a missing `apiServer`.
  const meant = new Set(unknown.map(({ meant }) => meant));
  const others = seen.filter((issue) => issue.code !== 'unrecognized_keys' && !meant.has(keyPath(issue.path)));
  return [
    ...encrypted.map((path) => `${keyPath(path)}: is encrypted; facts are not secrets, so write the value in plain`),
    ...unknown.map(({ problem }) => problem),
    ...others.map((issue) => `${keyPath(issue.path)}: ${issue.message}`),
  ].map(onOneLine);
}

/** With line breaks and other control characters of the values written as `\n`. */
function onOneLine(problem: string): string {
  return problem.replace(/\p{Cc}/gu, (character) => inspect(character).slice(1, -1));
}

/** A key path as a reader of the file writes it: `dwcp:cluster.apiServer.cidrs[0]`. */
function keyPath([first, ...rest]: Path): string {
  const tail = rest.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return `dwcp:${String(first ?? '')}${tail.join('')}`;
}

function isUnder(path: Path, ancestor: Path): boolean {
  return ancestor.every((key, index) => path[index] === key);
}

/** Where Pulumi has encrypted something: it writes `{ secure: <ciphertext> }` in the place of a value. */
function encryptedPaths(value: unknown, path: Path, around: readonly unknown[] = []): Path[] {
  // An alias of YAML can lead back to what it is in.
  if (typeof value !== 'object' || value === null || around.includes(value)) {
    return [];
  }
  if ('secure' in value && typeof value.secure === 'string') {
    return [path];
  }
  const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => encryptedPaths(child, [...path, key], [...around, value]));
}

function unknownKeys(schema: z.ZodType, issue: z.core.$ZodIssue) {
  if (issue.code !== 'unrecognized_keys') {
    return [];
  }
  const known = keysAt(schema, issue.path);
  return issue.keys.map((key) => {
    const near = nearest(key, known);
    const meant = near === undefined ? undefined : keyPath([...issue.path, near]);
    const remedy = meant === undefined ? `the facts here are ${known.join(', ')}` : `did you mean ${meant}?`;
    return { meant, problem: `${keyPath([...issue.path, key])}: is not a fact; ${remedy}` };
  });
}

function keysAt(schema: z.ZodType, path: Path): string[] {
  if (schema instanceof z.ZodExactOptional) return keysAt(schema.unwrap() as z.ZodType, path);
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<PropertyKey, z.ZodType>) : {};
  const [key, ...rest] = path;
  return key === undefined ? Object.keys(shape) : keysAt(shape[key]!, rest);
}
