import { inspect } from 'node:util';
import { describe } from './describe';
import type { Loosening, Path, Problem, Unknown } from './field';

/** Where a checked value stands, as its writer knows it. */
export interface Place {
  /** What every message begins with: a file and a colon, or a construct path in quotes. */
  readonly before: string;
  /** What every key begins with: `dwcp:` in a stack file, `facts.` in a program. */
  readonly root: string;
  /** What one of its keys is: a fact, say. */
  readonly noun: string;
  /** What the value itself is: the facts, say. */
  readonly whole: string;
  /**
   * How a key that is none becomes one, as the end of the message about it.
   *
   * @default - nothing is said: it never does
   */
  readonly more?: string;
}

/** A problem as one line: `<place> <key>: <what is wrong, with the value>; <what to do>`. */
export function sayProblem(place: Place, problem: Problem): string {
  const what = 'message' in problem ? problem.message : unknown(place, problem);
  return onOneLine(`${place.before}${keyPath(place, problem.path)}: ${what}`);
}

/** A loosening as one line; `name` is what the base is called. */
export function sayLoosening(place: Place, { path, value, base, ranked }: Loosening, name: string): string {
  const what = ranked
    ? `${bare(value)} is looser than ${bare(base)} in ${name}; it may only be tightened`
    : `${described(value)} cannot be ranked against ${described(base)} in ${name}; give both a value that its field can order`;
  return onOneLine(`${place.before}${keyPath(place, path)}: ${what}`);
}

function unknown(place: Place, { path, known, meant }: Unknown): string {
  const { noun, more = '' } = place;
  return meant === undefined
    ? `is not a ${noun}; the ${noun}s here are ${known.join(', ')}${more}`
    : `is not a ${noun}; did you mean ${keyPath(place, [...path.slice(0, -1), meant])}?`;
}

/** A key path as its writer has it: `dwcp:cluster.apiServer.cidrs[0]`. */
function keyPath({ root, whole }: Place, [first, ...rest]: Path): string {
  if (first === undefined) return whole;
  const head = isWord(first) ? `${root}${first}` : `${root.replace(/\.$/, '')}['${first}']`;
  return `${head}${rest.map((key) => (typeof key === 'number' ? `[${key}]` : isWord(key) ? `.${key}` : `['${key}']`)).join('')}`;
}

/** Whether a key can be told from what stands around it. */
function isWord(key: string | number): boolean {
  return /^[\w$-]+$/.test(String(key));
}

function bare(value: unknown): string {
  return typeof value === 'string' ? value : described(value);
}

function described(value: unknown): string {
  return value === undefined ? 'nothing' : describe(value);
}

/** With line breaks and other control characters of the values written as `\n`. */
export function onOneLine(problem: string): string {
  return problem.replace(/\p{Cc}/gu, (character) => inspect(character).slice(1, -1));
}
