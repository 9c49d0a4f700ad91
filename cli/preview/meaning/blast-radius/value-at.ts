import { isGroup } from '../../../../constructs/props/props';

/** What is in a field such as `spec.storage.size`; undefined where nothing is, or null. */
export function valueAt(body: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), body) ?? undefined;
}
