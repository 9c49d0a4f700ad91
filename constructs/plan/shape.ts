import { nearest } from '../fields/nearest';

/** The part of JSON Schema that a plan takes to describe: https://json-schema.org/draft/2020-12 */
export type Shape =
  /** Anything. */
  | true
  | { readonly const: string | number }
  | { readonly enum: readonly string[] }
  | { readonly type: 'string'; readonly minLength?: number }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'number' }
  | { readonly type: 'array'; readonly items: Shape }
  | ObjectShape
  | { readonly oneOf: readonly ObjectShape[] };

export interface ObjectShape {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Whether there may be others, and of what shape. @default - there may, of any shape */
  readonly additionalProperties?: boolean | Shape;
}

/** A list of such. */
export function listOf(items: Shape): Shape {
  return { type: 'array', items };
}

/** A map with exactly these fields: one that nobody reads would be lost without a word. */
export function closed(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): ObjectShape {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

/** Every problem of a value, each with the field; none if it has the shape. */
export function problemsOfShape(shape: Shape, value: unknown, field: string): readonly string[] {
  if (value === undefined) return [`${field} is missing`];
  if (shape === true) return [];
  if ('const' in shape) return value === shape.const ? [] : [is(field, value, JSON.stringify(shape.const))];
  if ('enum' in shape)
    return shape.enum.some((one) => one === value) ? [] : [is(field, value, shape.enum.join(' or '))];
  if ('oneOf' in shape) return problemsOfShape(variantOf(shape.oneOf, value), value, field);
  return problemsOfType(shape, value, field);
}

function problemsOfType(
  shape: Extract<Shape, { readonly type: string }>,
  value: unknown,
  field: string,
): readonly string[] {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') return [is(field, value, 'a text')];
      return value.length < (shape.minLength ?? 0) ? [`${field} is empty`] : [];
    case 'integer':
      if (Number.isInteger(value) && shape.minimum <= Number(value) && Number(value) <= shape.maximum) return [];
      return [is(field, value, `a whole number from ${shape.minimum} to ${shape.maximum}`)];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [is(field, value, 'true or false')];
    case 'number':
      return typeof value === 'number' ? [] : [is(field, value, 'a number')];
    case 'array':
      if (!Array.isArray(value)) return [is(field, value, 'a list')];
      return value.flatMap((entry: unknown, index) =>
        problemsOfShape(shape.items, entry ?? null, `${field}[${index}]`),
      );
    case 'object':
      return problemsOfObject(shape, value, field);
  }
}

function problemsOfObject(shape: ObjectShape, value: unknown, field: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [is(field, value, 'a map')];
  const { properties, required, additionalProperties: others = true } = shape;
  const at = (key: string) => (field === '' ? key : `${field}.${key}`);
  const entries = Object.entries(value);
  return [
    ...required.filter((key) => !Object.hasOwn(value, key)).map((key) => `${at(key)} is missing`),
    ...entries.flatMap(([key, entry]) => {
      if (Object.hasOwn(properties, key)) return problemsOfShape(properties[key]!, entry, at(key));
      if (typeof others === 'object') return problemsOfShape(others, entry, at(key));
      return others ? [] : [`${at(key)} is no field of it${meant(key, Object.keys(properties))}`];
    }),
  ];
}

/** The one whose constants it has, or the first: what is wrong is then said of that one. */
function variantOf(shapes: readonly ObjectShape[], value: unknown): ObjectShape {
  const isOf = ({ properties }: ObjectShape) =>
    Object.entries(properties).every(
      ([key, shape]) =>
        shape === true ||
        !('const' in shape) ||
        (value as Readonly<Record<string, unknown>> | null)?.[key] === shape.const,
    );
  return shapes.find(isOf) ?? shapes[0]!;
}

function meant(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined ? '' : `, which has ${near}`;
}

function is(field: string, value: unknown, wanted: string): string {
  const found = Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'a map' : short(value);
  return `${field === '' ? 'it' : field} is ${found}, where ${wanted} was expected`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
