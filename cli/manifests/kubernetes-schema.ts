import { FAILSAFE_SCHEMA, type Schema, Type, types } from 'js-yaml';

/*
 * Scalars as Kubernetes reads them. Its decoder is a fork of go-yaml 2, which follows YAML 1.1, but for times and for
 * numbers of base 60: https://pkg.go.dev/sigs.k8s.io/yaml/goyaml.v2
 */

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUTHS = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const UNTRUTHS = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);

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

function scalar(tag: string, resolve: (text: string) => boolean, construct: (text: string) => unknown): Type {
  return new Type(`tag:yaml.org,2002:${tag}`, {
    kind: 'scalar',
    resolve: (text) => resolve(text ?? ''),
    construct: (text) => construct(text ?? ''),
  });
}

/** What a plain scalar is to Kubernetes, and what a tag may say that it is. */
export const KUBERNETES: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    types.merge,
    scalar(
      'null',
      (text) => text.length <= 4 && NULLS.has(text),
      () => null,
    ),
    scalar(
      'bool',
      (text) => text.length <= 5 && (TRUTHS.has(text) || UNTRUTHS.has(text)),
      (text) => TRUTHS.has(text),
    ),
    scalar('int', (text) => mayBeNumber(text) && integerOf(text) !== undefined, integerOf),
    scalar('float', (text) => mayBeNumber(text) && floatOf(text) !== undefined, floatOf),
  ],
  explicit: [
    scalar(
      'binary',
      () => true,
      (text) => text.replace(/\s/g, ''),
    ),
  ],
});
