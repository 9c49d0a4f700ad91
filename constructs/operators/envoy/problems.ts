import { nearest } from '../../fields/nearest';
import { ENVOY_VERSION, type EnvoyField, type EnvoyMessage, isScalar, tryEnvoyType } from './schema';

/** What is wrong in a piece of Envoy's configuration, or what nobody here can read in it. */
export interface EnvoyProblem {
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
  /** Whether it may be right: a type that is none of Envoy's own. */
  readonly unknown?: true;
}

type Fields = Readonly<Record<string, unknown>>;

/** A text of protobuf's own types, in JSON. */
const TEXTS: Readonly<Record<string, readonly [RegExp, string]>> = {
  'google.protobuf.Duration': [/^-?\d+(\.\d{1,9})?s$/, "a duration, as in '1.5s'"],
  'google.protobuf.Timestamp': [/^\d{4}-\d\d-\d\dT/, "a time, as in '2030-01-01T00:00:00Z'"],
  'google.protobuf.FieldMask': [/^/, 'text'],
};

/** A scalar that may be absent is the scalar itself in JSON. */
const WRAPPERS: Readonly<Record<string, string>> = {
  'google.protobuf.BoolValue': 'boolean',
  'google.protobuf.BytesValue': 'text',
  'google.protobuf.DoubleValue': 'number',
  'google.protobuf.FloatValue': 'number',
  'google.protobuf.Int32Value': 'integer',
  'google.protobuf.Int64Value': 'integer',
  'google.protobuf.StringValue': 'text',
  'google.protobuf.UInt32Value': 'integer',
  'google.protobuf.UInt64Value': 'integer',
};

/** JSON that Envoy hands on to somebody else. */
const FREE: ReadonlySet<string> = new Set([
  'google.protobuf.Struct',
  'google.protobuf.Value',
  'google.protobuf.ListValue',
]);

const TYPED_STRUCTS: ReadonlySet<string> = new Set(['xds.type.v3.TypedStruct', 'udpa.type.v1.TypedStruct']);

/**
 * Everything in a value that Envoy does not know in a message of that type: fields, types and names of enumerations.
 *
 * Istio takes what it does not know for nothing and goes on, so a misspelt field is a setting that is not there.
 */
export function envoyProblems(type: string, value: unknown, field: string): readonly EnvoyProblem[] {
  // As one that is absent.
  if (value === null || value === undefined) return [];
  if (FREE.has(type)) return [];
  if (type === 'google.protobuf.Any') return anyProblems(value, field);
  const scalar = isScalar(type) ? type : WRAPPERS[type];
  if (scalar !== undefined) return isOf(scalar, value) ? [] : [wrong(field, value, `write ${ARTICLES[scalar]}`)];
  const text = TEXTS[type];
  if (text) return typeof value === 'string' && text[0].test(value) ? [] : [wrong(field, value, `write ${text[1]}`)];
  const known = tryEnvoyType(type);
  if (known === undefined) return [foreign(field, type)];
  return known.kind === 'message'
    ? messageProblems(type, known, value, field)
    : enumerationProblems(known.values, value, field);
}

function enumerationProblems(values: readonly string[], value: unknown, field: string): readonly EnvoyProblem[] {
  if (Number.isInteger(value) || values.includes(String(value))) return [];
  const near = nearest(String(value), values);
  return [wrong(field, value, near ? `did you mean '${near}'?` : `write one of ${values.join(', ')}`)];
}

const ARTICLES: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  text: 'text',
};

function isOf(scalar: string, value: unknown): boolean {
  if (scalar === 'boolean') return typeof value === 'boolean';
  if (scalar === 'text') return typeof value === 'string';
  // Numbers of 64 bits are texts in protobuf's JSON, and those of 32 may be.
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return scalar === 'integer' ? Number.isInteger(number) : typeof number === 'number' && !Number.isNaN(number);
}

function messageProblems(type: string, known: EnvoyMessage, value: unknown, field: string): readonly EnvoyProblem[] {
  if (!isFields(value)) return [wrong(field, value, `write an object with the fields of ${type}`)];
  return Object.entries(value).flatMap(([key, one]) => {
    const at = `${field}.${key}`;
    const declared = known.fields.get(key) ?? known.fields.get(snake(key));
    if (declared) return fieldProblems(declared, one, at);
    const near = nearest(key, known.fields.keys());
    const fix = near ? `did you mean '${near}'?` : `it has ${[...known.fields.keys()].join(', ') || 'no fields'}`;
    return [{ field: at, problem: `Envoy ${ENVOY_VERSION} has no field '${key}' in ${type}`, fix }];
  });
}

function fieldProblems({ of, type }: EnvoyField, value: unknown, field: string): readonly EnvoyProblem[] {
  if (of === 'one' || value === null) return envoyProblems(type, value, field);
  if (of === 'list') {
    if (!Array.isArray(value)) return [wrong(field, value, 'write a list')];
    return value.flatMap((one, index) => envoyProblems(type, one, `${field}[${index}]`));
  }
  if (!isFields(value)) return [wrong(field, value, 'write an object')];
  return Object.entries(value).flatMap(([key, one]) => envoyProblems(type, one, `${field}.${key}`));
}

/** A message that says itself of which type it is. */
function anyProblems(value: unknown, field: string): readonly EnvoyProblem[] {
  if (!isFields(value)) return [wrong(field, value, "write an object with an '@type'")];
  const { '@type': url, ...rest } = value;
  if (typeof url !== 'string') {
    return [
      { field, problem: 'nothing says of which type it is', fix: "write its '@type', as Envoy's documentation has it" },
    ];
  }
  return typedProblems(url, rest, field);
}

function typedProblems(url: string, value: Fields, field: string): readonly EnvoyProblem[] {
  const type = url.slice(url.lastIndexOf('/') + 1);
  if (!TYPED_STRUCTS.has(type)) {
    const known = tryEnvoyType(type);
    if (known?.kind !== 'message') return [foreign(`${field}.@type`, type)];
    return messageProblems(type, known, value, field);
  }
  // Of another name, and so checked as what it stands for.
  const { type_url, typeUrl = type_url, value: inner = {}, ...others } = value;
  const [strange] = Object.keys(others);
  if (strange)
    return [{ field: `${field}.${strange}`, problem: `${type} has no field '${strange}'`, fix: 'remove it' }];
  if (typeof typeUrl !== 'string' || !isFields(inner)) return [wrong(field, value, 'write a `type_url` and a `value`')];
  return typedProblems(typeUrl, inner, `${field}.value`);
}

function foreign(field: string, type: string): EnvoyProblem {
  return {
    field,
    problem: `'${type}' is none of the types of Envoy ${ENVOY_VERSION}`,
    fix: 'spell it as the documentation of its extension does',
    unknown: true,
  };
}

function wrong(field: string, value: unknown, fix: string): EnvoyProblem {
  return { field, problem: `it is ${JSON.stringify(value)}`, fix };
}

/** Protobuf's JSON takes both spellings. */
function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
