import { stringify } from 'yaml';

/** A value of a field as people read it: a text as it is, a map or a list as YAML. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  return stringify(value, { lineWidth: 0 }).trimEnd();
}
