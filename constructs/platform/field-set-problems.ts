import { isPlain, wrongKind } from '../fields/describe';
import { isField } from '../fields/field';

/** The sets of fields that every platform's own have to begin with, by the option that takes them. */
const BASES = {
  posture: { name: 'POSTURE', parts: ['name', 'data', 'zoneSpread', 'enforcement'] },
  facts: { name: 'FACTS', parts: ['cluster', 'vault'] },
} as const;

/** What is wrong with a set of fields, such as `{ ...POSTURE, api: field.group({ … }) }`, as such. */
export function problemsOfFields(option: keyof typeof BASES, fields: unknown): readonly string[] {
  const { name, parts } = BASES[option];
  const remedy = `write ${name}, or { ...${name}, … } with fields of your own`;
  // A field for the whole, such as variants, which says itself what it takes.
  if (isField(fields)) return problemsOfDirection(option, option, fields);
  if (!isPlain(fields)) return [`${option}: ${wrongKind(fields, 'a set of fields', remedy)}`];
  const missing = parts.filter((part) => !Object.hasOwn(fields, part));
  return [
    ...(missing.length > 0 ? [`${option}: has no fields for ${missing.join(', ')}; ${remedy}`] : []),
    ...Object.entries(fields).flatMap(([key, field]) => {
      const place = `${option}.${key}`;
      if (isField(field)) return problemsOfDirection(option, place, field);
      return [
        `${place}: ${wrongKind(field, 'a field', 'make it by field.text(), field.count(), field.group() or another of them')}`,
      ];
    }),
  ];
}

function problemsOfDirection(option: keyof typeof BASES, place: string, field: object): readonly string[] {
  if (option !== 'posture' || 'looser' in field) return [];
  return [`${place}: does not say which way is stricter; rank it, or say by field.either() why no value is stricter`];
}
