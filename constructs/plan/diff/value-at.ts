import { listRule, nameIn } from './lists';
import { isMap } from './maps';

/**
 * What stands where the steps of a change lead: nothing, one value, or each entry of a set; of the order of a list, its
 * names.
 */
export function valuesAt(kind: string, value: unknown, steps: readonly string[]): readonly unknown[] {
  return walk(kind, value, steps, '');
}

function walk(kind: string, value: unknown, [step, ...rest]: readonly string[], field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (step === undefined) return [value];
  if (Array.isArray(value)) return inList(kind, value, step, field).flatMap((entry) => walk(kind, entry, rest, step));
  return isMap(value) && Object.hasOwn(value, step) ? walk(kind, value[step], rest, step) : [];
}

function inList(kind: string, list: readonly unknown[], step: string, field: string): readonly unknown[] {
  const { by = [] } = listRule(kind, field, list);
  if (step === '[]') return list;
  if (step === '[order]') return [list.map((entry) => nameIn(entry, by))];
  const name = step.slice(1, -1);
  const named = list.find((entry) => nameIn(entry, by) === name);
  return named === undefined && /^\d+$/.test(name) ? [list[Number(name)]] : [named];
}
