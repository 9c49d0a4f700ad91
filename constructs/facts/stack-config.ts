import { isPlain } from '../fields/describe';
import { type Fields, isField, type Path } from '../fields/field';
import { asGroup } from '../fields/group';
import { keysOf, listAt, valueAt } from '../fields/parts';
import { onOneLine, type Place, sayProblem } from '../fields/place';
import { UserError } from '../invalid';

/** What is known of a stack's configuration besides its values. */
export interface StackConfigOptions {
  /** The file that every problem begins with, such as `Pulumi.production.yaml`. */
  readonly file: string;
  /**
   * What the keys of facts begin with: `dwcp` of `dwcp:domain`.
   *
   * @default dwcp
   */
  readonly namespace?: string;
  /**
   * Problems of the file that were found before, to be told with the others.
   *
   * @default - there are none
   */
  readonly before?: readonly string[];
}

/**
 * The facts in the `config:` map of a Pulumi stack file, whose keys are `dwcp:domain`, `dwcp:cluster` and so on.
 *
 * Keys of other namespaces are others' to read, but for those of the providers, which are built from the facts.
 *
 * @throws UserError with every problem, each with its file and key.
 */
export function factsFrom<F>(config: unknown, fields: Fields<F>, options: StackConfigOptions): F {
  const { file, namespace = 'dwcp', before = [] } = options;
  const root = `${namespace}:`;
  const value = isPlain(config) ? ours(config, root) : undefined;
  const problems = [
    ...before.map((problem) => `${file}: ${problem}`),
    ...(value === undefined || !isPlain(config)
      ? [`${file}: config: is not a map; give it ${keysToGive(fields, root)} and the other facts`]
      : [
          ...keyProblems(config, root).map((problem) => `${file}: ${problem}`),
          ...factProblems(fields, value, { before: `${file}: `, root, noun: 'fact', whole: 'config' }),
        ]),
  ];
  if (problems.length > 0) throw new UserError(problems.map(onOneLine));
  return asGroup(fields).copy(value);
}

/** What `pulumi.runtime.allConfig()` returns as a stack file has it: there, a map is a text of JSON. */
export function configFromPulumi(allConfig: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(allConfig).map(([key, value]) => [key, fromJson(value)]));
}

function fromJson(value: string): unknown {
  // Text, such as a domain, is not JSON.
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // Left as text, it is refused as what it is: not a map.
    return value;
  }
}

function ours(config: object, root: string): Readonly<Record<string, unknown>> {
  const keys = keysOf(config).filter((key) => key.startsWith(root));
  return Object.fromEntries(keys.map((key) => [key.slice(root.length), valueAt(config, key)]));
}

function keyProblems(config: object, root: string): readonly string[] {
  return [
    ...keysOf(config)
      .filter((key) => !key.includes(':'))
      .map((key) => `config.${key}: has no namespace; write ${root}${key}`),
    ...keysOf(config)
      // A token here is in git, and nobody would notice that it is not used.
      .filter((key) => /^(vault|kubernetes):/.test(key) && !key.startsWith(root))
      .map((key) => `${key}: the providers are built from the facts; remove it, and revoke it if it is a secret`),
  ];
}

function factProblems<F>(fields: Fields<F>, facts: object, place: Place): readonly string[] {
  const encrypted = encryptedPaths(facts, []);
  const others = asGroup(fields)
    .problems(facts, [])
    .filter(({ path }) => !encrypted.some((ancestor) => ancestor.every((key, index) => path[index] === key)));
  const message = 'is encrypted; facts are not secrets, so write the value in plain';
  return [...encrypted.map((path) => ({ path, message })), ...others].map((problem) => sayProblem(place, problem));
}

/** Where Pulumi has encrypted something: it writes `{ secure: <ciphertext> }` in the place of a value. */
function encryptedPaths(value: unknown, path: Path, around: readonly unknown[] = []): readonly Path[] {
  // An alias of YAML can lead back to what it is in.
  if (typeof value !== 'object' || value === null || around.includes(value)) return [];
  if (typeof valueAt(value, 'secure') === 'string') return [path];
  const keys = isPlain(value) ? keysOf(value) : [...listAt(value).keys()];
  return keys.flatMap((key) => encryptedPaths(valueAt(value, key), [...path, key], [...around, value]));
}

function keysToGive<F>(fields: Fields<F>, root: string): string {
  const [first, second] = isField(fields) ? [] : Object.keys(fields);
  return [first, second].flatMap((key) => (key === undefined ? [] : [`${root}${key}`])).join(', ');
}
