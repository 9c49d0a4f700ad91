import { isPlain } from './describe';
import type { Field, Path } from './field';
import { problemsOfPart } from './parts';

/**
 * A field that takes only what the fields of a base set take too.
 *
 * A platform's own fields begin with those of the base, and narrow them. This is for one that left some out, or asks less:
 * constructs rely on the base whoever wrote it.
 */
export function withBase<T>(own: Field<T>, base: Readonly<Record<string, Field>>): Field<T> {
  return {
    ...own,
    problems(value, path) {
      const problems = own.problems(value, path);
      if (!isPlain(value)) return problems;
      const others = Object.entries(base).flatMap(([key, field]) =>
        problemsOfPart(value, key, path, (part, place) => field.problems(part, place)),
      );
      // What the platform's own words have said is not said again in ours.
      const isNew = (place: Path) => !problems.some((one) => isUnder(place, one.path) || isUnder(one.path, place));
      return [...problems, ...others.filter((other) => isNew(other.path))];
    },
  };
}

function isUnder(path: Path, ancestor: Path): boolean {
  return ancestor.every((key, index) => path[index] === key);
}
