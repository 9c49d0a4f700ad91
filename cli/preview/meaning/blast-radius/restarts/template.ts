import { changedFields, type FieldChange } from '../../../../../constructs/plan/diff/fields';
import { isQuantity, nanosOf } from '../../../../../constructs/plan/diff/quantity';
import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../../constructs/plan/resource';
import { usualAt } from '../../../../../constructs/plan/usual';
import { isGroup } from '../../../../../constructs/props/props';
import { valueAt } from '../value-at';

/** Maps whose keys people choose. */
const THEIR_OWN: ReadonlySet<string> = new Set(['annotations', 'labels', 'matchLabels', 'nodeSelector']);

/**
 * Why the pods that two states of a workload make are not the same to its controller, which exchanges them then.
 *
 * To it, what is listed in another order is another template, even where the order means nothing.
 */
export function templateChanges(before: Manifest, after: Manifest): readonly string[] {
  const kind = kindOf(after);
  const { template } = factsOf(kind);
  if (template === undefined) return [];
  const [was, is] = [before, after].map((object) => read(kind, valueAt(object, template.join('.')), []));
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const fields = changedFields(kind, was, is);
  if (fields.length > 0) return fields.map(said);
  return reordered(was, is, '').map((list) => `another order of ${list}`);
}

function said({ field, before, after }: FieldChange): string {
  return `${before === undefined ? 'a new' : after === undefined ? 'no' : 'another'} ${field}`;
}

/** A template with everything out of it that the server reads in one way. */
function read(kind: string, value: unknown, steps: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => read(kind, entry, [...steps, '[]']));
  if (isGroup(value)) {
    const isTheirs = THEIR_OWN.has(steps.at(-1) ?? '');
    const said = Object.keys(value)
      .sort()
      .filter((key) => value[key] !== null && value[key] !== undefined)
      .filter((key) => isTheirs || usualAt(kind, [...steps, key]) !== value[key]);
    return Object.fromEntries(said.map((key) => [key, read(kind, value[key], [...steps, key])]));
  }
  const nanos = isQuantity(steps) ? nanosOf(value) : undefined;
  return nanos === undefined ? value : `${nanos}n`;
}

/** The lists that have the same entries in another order. */
function reordered(was: unknown, is: unknown, place: string): readonly string[] {
  if (Array.isArray(was) && Array.isArray(is)) {
    const [before, after] = [was, is].map((list) =>
      list
        .map((entry) => JSON.stringify(entry))
        .sort()
        .join(),
    );
    if (before === after) return JSON.stringify(was) === JSON.stringify(is) ? [] : [place];
    return was.flatMap((entry, index) => reordered(entry, is[index], `${place}[${index}]`));
  }
  if (!isGroup(was) || !isGroup(is)) return [];
  return Object.keys(was).flatMap((key) => reordered(was[key], is[key], place === '' ? key : `${place}.${key}`));
}
