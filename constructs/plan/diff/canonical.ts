import { listRule } from './lists';
import { isMap, keysIn } from './maps';
import { isQuantity, nanosOf } from './quantity';

/** The same text for two values that mean the same where they stand, and for no others. */
export function canonical(kind: string, value: unknown, steps: readonly string[] = []): string {
  return JSON.stringify(meaning(kind, value, steps));
}

/** A value with everything out of it that means nothing: the order of maps and sets, fields that are null, units. */
function meaning(kind: string, value: unknown, steps: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => meaning(kind, entry, [...steps, '']));
    const { by, ordered } = listRule(kind, steps.at(-1) ?? '', value);
    return ordered && by !== undefined ? entries : entries.map((entry) => JSON.stringify(entry)).sort();
  }
  if (isMap(value)) {
    const keys = [...keysIn(value)].sort();
    return Object.fromEntries(keys.map((key) => [key, meaning(kind, value[key], [...steps, key])]));
  }
  const nanos = isQuantity(steps) ? nanosOf(value) : undefined;
  return nanos === undefined ? value : `${nanos}n`;
}
