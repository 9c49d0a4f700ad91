import { isGroup } from '../props/props';

/** A field of plain data: names of maps, numbers of lists. */
export type FieldPath = readonly (string | number)[];

/** The fields in which two pieces of plain data differ: the outermost that is there in only one of them, or has another value. */
export function changes(before: unknown, after: unknown, path: FieldPath = []): FieldPath[] {
  if (isGroup(before) && isGroup(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => changes(own(before, name), own(after, name), [...path, name]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((entry, index) => changes(entry, after[index], [...path, index]));
  }
  return Object.is(before, after) ? [] : [path];
}

/** As people write it: `spec.containers[0].image`, `metadata.labels['example.com/team']`. */
export function fieldName(path: FieldPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w-]+$/.test(step) ? `.${step}` : `['${step}']`;
    })
    .join('')
    .replace(/^\./, '');
}

function own(group: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(group, name) ? group[name] : undefined;
}
