import { FIND, needs, ONE_FIELD } from './builder-arguments';
import { isList, wrongKind } from './describe';
import { FIELD, type Field, type Path, type Problem } from './field';
import { lengthOf, listAt, MOST, problemsOfPart } from './parts';

/** Several values that pass one check: at least one, none twice. */
export function list<T>(find: string, entry: Field<T>): Field<readonly T[]> {
  needs('list', [find, FIND], [entry, ONE_FIELD]);
  return {
    [FIELD]: true,
    problems(value, path) {
      if (!isList(value)) return [{ path, message: wrongKind(value, 'a list', find) }];
      const length = lengthOf(value);
      if (length === 0) return [{ path, message: `is an empty list; ${find}` }];
      if (length > MOST) return [{ path, message: `has ${length} entries, where ${MOST} are the most; ${find}` }];
      const judge = (one: unknown, place: Path) => entry.problems(one, place);
      return [
        ...[...Array(length).keys()].flatMap((index) => problemsOfPart(value, index, path, judge)),
        ...repeated(listAt(value), path),
      ];
    },
    copy: (value) => Object.freeze(listAt(value).map((one) => entry.copy(one))),
  };
}

function repeated(entries: readonly unknown[], path: Path): readonly Problem[] {
  return entries.flatMap((entry, index) =>
    typeof entry === 'string' && entries.indexOf(entry) < index
      ? [{ path: [...path, index], message: `${entry} is listed twice; remove one` }]
      : [],
  );
}
