import { FAILSAFE_SCHEMA, type Schema, Type, types } from 'js-yaml';

/*
 * Scalars as Kubernetes reads them. Its decoder is a fork of go-yaml 2, which follows YAML 1.1, but for times and for
 * numbers of base 60: https://pkg.go.dev/sigs.k8s.io/yaml/goyaml.v2
 */

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
]);
const LONGEST_WORD = 5;

const INTEGER = /^([-+]?)(?:0[bB]([01]+)|0[oO]?([0-7]+)|0[xX]([\dA-Fa-f]+)|(0|[1-9]\d*))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

/** `0110` is 72, and `8_080` a port. */
function integerOf(text: string): number | undefined {
  const [, sign, binary, octal, hexadecimal, decimal] = INTEGER.exec(withoutUnderscores(text)) ?? [];
  const size =
    binary !== undefined
      ? Number.parseInt(binary, 2)
      : octal !== undefined
        ? Number.parseInt(octal, 8)
        : hexadecimal !== undefined
          ? Number.parseInt(hexadecimal, 16)
          : decimal === undefined
            ? undefined
            : Number(decimal);
  if (size === undefined) return undefined;
  return sign === '-' ? -size : size;
}

function floatOf(text: string): number | undefined {
  const plain = withoutUnderscores(text);
  if (FLOAT.test(plain)) return Number(plain);
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  const [, sign] = INFINITE.exec(text) ?? [];
  return sign === undefined ? undefined : sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Of what begins like a number only: `_1` is text. */
function withoutUnderscores(text: string): string {
  return text.includes('_') && /^[-+\d]/.test(text) ? text.replaceAll('_', '') : text;
}

/** Most scalars are words, of which the first letter tells that they are no number. */
function mayBeNumber(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

/** What a word stands for, where it stands for something else than itself. Most are too long to be looked up. */
function wordOf(text: string): boolean | null | undefined {
  return text.length > LONGEST_WORD ? undefined : WORDS.get(text);
}

/** A kind of scalars that are no texts. */
interface Scalar {
  readonly tag: string;
  readonly resolve: (text: string) => boolean;
  readonly construct: (text: string) => unknown;
}

const SCALARS: readonly Scalar[] = [
  { tag: 'null', resolve: (text) => wordOf(text) === null, construct: () => null },
  { tag: 'bool', resolve: (text) => typeof wordOf(text) === 'boolean', construct: wordOf },
  { tag: 'int', resolve: (text) => mayBeNumber(text) && integerOf(text) !== undefined, construct: integerOf },
  { tag: 'float', resolve: (text) => mayBeNumber(text) && floatOf(text) !== undefined, construct: floatOf },
];

/** What only a tag says that it is. */
const BINARY: Scalar = { tag: 'binary', resolve: () => true, construct: (text) => text.replace(/\s/g, '') };

function typeOf({ tag, resolve, construct }: Scalar): Type {
  return new Type(`tag:yaml.org,2002:${tag}`, {
    kind: 'scalar',
    resolve: (text) => resolve(text ?? ''),
    construct: (text) => construct(text ?? ''),
  });
}

/** Whether it stands for something else than itself, as `on` does. */
export function isWord(text: string): boolean {
  return wordOf(text) !== undefined;
}

/** What a plain scalar is, such as `8080`, `true` or `shop`. */
export function scalarOf(text: string): unknown {
  if (mayBeNumber(text)) return integerOf(text) ?? floatOf(text) ?? text;
  const word = wordOf(text);
  return word === undefined ? text : word;
}

/** What a plain scalar is to Kubernetes, and what a tag may say that it is. */
export const KUBERNETES: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [types.merge, ...SCALARS.map(typeOf)],
  explicit: [typeOf(BINARY)],
});
