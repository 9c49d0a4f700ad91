import { FIND, needs } from './builder-arguments';
import { describe, isPlain, wrongKind } from './describe';
import { FIELD, type Field, type Path, type Problem } from './field';
import { keysOf, problemsOfPart, valueAt } from './parts';

/** Labels of a Kubernetes object. */
export type Labels = Readonly<Record<string, string>>;

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}\/)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\//;

/** Labels by which something is found, at least one: none would find everything. */
export function labels(find: string): Field<Labels> {
  needs('labels', [find, FIND]);
  return labelsField(find, 1);
}

/** Labels that something is given, if any. */
export function anyLabels(find: string): Field<Labels> {
  needs('anyLabels', [find, FIND]);
  return labelsField(find, 0);
}

function labelsField(find: string, least: 0 | 1): Field<Labels> {
  return {
    [FIELD]: true,
    problems(value, path) {
      if (!isPlain(value)) return [{ path, message: wrongKind(value, 'a map of labels', find) }];
      const keys = keysOf(value);
      if (keys.length < least) return [{ path, message: `is an empty map, which would find everything; ${find}` }];
      return keys.flatMap((key) => problemsOfPart(value, key, path, (part, place) => labelProblems(key, part, place)));
    },
    copy: (value) =>
      Object.freeze(Object.fromEntries(keysOf(value as object).map((key) => [key, String(valueAt(value, key))]))),
  };
}

function labelProblems(key: string, value: unknown, path: Path): readonly Problem[] {
  const form =
    'at most 63 letters, digits, dots, hyphens and underscores, of which the first and the last are letters or digits';
  if (!NAME.test(key.replace(PREFIX, ''))) {
    return [
      { path, message: `'${key}' is not the key of a label; write ${form}, after a domain and a slash if it has one` },
    ];
  }
  return typeof value === 'string' && (value === '' || NAME.test(value))
    ? []
    : [{ path, message: `${describe(value)} is not the value of a label; write a text of ${form}` }];
}
