import { CHECK, needs, PARTS } from './builder-arguments';
import { describe, isPlain, wrongKind } from './describe';
import { FIELD, type Field, type Fields, isField, type Loosening, type Path, type Problem, type Ranked } from './field';
import { leaf } from './leaf';
import { nearest } from './nearest';
import { keysOf, problemsOfPart, valueAt } from './parts';

type Parts = Readonly<Record<string, Field>>;
type RankedParts = Readonly<Record<string, Ranked>>;

type Passes<F> = F extends Field<infer T> ? T : never;
type Optional<P extends Parts> = { [Part in keyof P]: undefined extends Passes<P[Part]> ? Part : never }[keyof P];

/** What passes a group: a part whose field is optional may be left out. */
export type GroupOf<P extends Parts> = {
  readonly [Part in Exclude<keyof P, Optional<P>>]: Passes<P[Part]>;
} & { readonly [Part in Optional<P>]?: Exclude<Passes<P[Part]>, undefined> };

/** What two or more parts of a group have to agree on. Any of them may be wrong by itself, or missing. */
export type Together = (value: Readonly<Record<string, unknown>>, path: Path) => readonly Problem[];

/** A map with exactly these parts. Of a posture, where every part is ranked, so is the whole. */
export function group<const P extends RankedParts>(parts: P, together?: Together): Ranked<GroupOf<P>>;
export function group<const P extends Parts>(parts: P, together?: Together): Field<GroupOf<P>>;
export function group(parts: Parts, together: Together = () => []): Ranked<never> {
  needs('group', [parts, PARTS], [together, CHECK]);
  const known = Object.keys(parts);
  return {
    [FIELD]: true,
    problems(value, path) {
      if (!isPlain(value)) return [{ path, message: wrongMap(value, toGive(parts)) }];
      const unknown = strangers(value, known, path);
      // One slip of the pen is one problem: `apiserver` is not also a missing `apiServer`.
      const slips = unknown.map(({ meant }) => meant);
      return [
        ...unknown,
        ...Object.entries(parts)
          .filter(([key]) => !slips.includes(key) || valueAt(value, key) !== undefined)
          .flatMap(([key, field]) => problemsOfPart(value, key, path, (part, place) => field.problems(part, place))),
        ...together(value, path),
      ];
    },
    copy: (value) => {
      const entries = Object.entries(parts).map(([key, field]) => [key, field.copy(valueAt(value, key))] as const);
      return Object.freeze(Object.fromEntries(entries.filter(([, part]) => part !== undefined))) as never;
    },
    looser: (value, base, path) =>
      isPlain(value) && isPlain(base) ? looserParts(parts, value, base, path) : [{ path, value, base, ranked: false }],
  };
}

/** A whole set of fields as one field. From JavaScript, a part may be no field: it refuses whatever there is. */
export function asGroup<T>(fields: Fields<T>): Field<T> {
  if (isField(fields)) return fields as Field<T>;
  if (!isPlain(fields)) return leaf(() => NO_FIELD);
  const parts = keysOf(fields).map((key) => [key, valueAt(fields, key)] as const);
  return group(
    Object.fromEntries(parts.map(([key, part]) => [key, isField(part) ? part : leaf(() => NO_FIELD)])),
  ) as Field<T>;
}

const NO_FIELD = "has no field that checks it; make one, as in field.text('give …', check.dnsName)";

/** The parts that may not be left out; where all of them may, all of them. */
function toGive(parts: Parts): string {
  const required = Object.keys(parts).filter((key) => parts[key]!.problems(undefined, []).length > 0);
  return (required.length > 0 ? required : Object.keys(parts)).join(', ');
}

function wrongMap(value: unknown, parts: string): string {
  const find = `give it ${parts}`;
  return typeof value === 'object' && value !== null && describe(value) === 'an object of a class'
    ? `is an object of a class, not plain data; ${find}`
    : wrongKind(value, 'a map', find);
}

function strangers(value: object, known: readonly string[], path: Path) {
  return keysOf(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], known, meant: nearest(key, known) }));
}

function looserParts(parts: Parts, value: object, base: object, path: Path): readonly Loosening[] {
  const unknown = keysOf(value).filter((key) => !Object.hasOwn(parts, key));
  return [
    ...Object.entries(parts).flatMap(([key, field]) => {
      const [mine, theirs] = [valueAt(value, key), valueAt(base, key)];
      const place = [...path, key];
      return 'looser' in field
        ? (field as Ranked).looser(mine, theirs, place)
        : [{ path: place, value: mine, base: theirs, ranked: false }];
    }),
    // Nobody said which way is stricter, so nobody can say that this is not looser.
    ...unknown.map((key) => ({
      path: [...path, key],
      value: valueAt(value, key),
      base: valueAt(base, key),
      ranked: false,
    })),
  ];
}
