import { isCount } from '../fields/count';
import { OBJECT_NAME } from '../fields/dns-name';
import {
  formOf,
  isGroup,
  isKept,
  type Prop,
  type PropCheck,
  type Props,
  problemsOfProps,
  type Synonyms,
  wrong,
} from './props';

/** What holds for a value as a whole. `form` says what to write, as the end of a sentence. */
export function value(form: string, holds: (value: unknown) => boolean): PropCheck {
  return { form, problems: (given, place) => (holds(given) ? [] : [wrong(given, place, form)]) };
}

/** Text, of a pattern where there is one. */
export function text(form: string, pattern?: RegExp): PropCheck {
  return value(form, (given) => typeof given === 'string' && (pattern?.test(given) ?? true));
}

/** The name of an object. `what` says of which, as in `a StorageClass`. */
export function nameOf(what: string): PropCheck {
  return text(`write the name of ${what}`, OBJECT_NAME);
}

export const flag: PropCheck = value('write true or false', (given) => typeof given === 'boolean');

/** 1, 2, 3 and so on. */
export const count: PropCheck = value('write a whole number of at least 1', isCount);

export function whole(from: number, to: number): PropCheck {
  return value(
    `write a whole number from ${from} to ${to}`,
    (given) => Number.isSafeInteger(given) && from <= Number(given) && Number(given) <= to,
  );
}

export const port: PropCheck = whole(1, 65_535);

export function choice(...known: readonly (string | number | boolean)[]): PropCheck {
  return value(
    `choose one of ${known.map((one) => (typeof one === 'string' ? `'${one}'` : one)).join(', ')}`,
    (given) => known.some((one) => one === given),
  );
}

/** A duration of cdk8s that is a whole number of seconds, as Kubernetes and the mesh are told. */
export const seconds: PropCheck = {
  form: 'write a duration of whole seconds, e.g. Duration.minutes(1)',
  problems(given, place) {
    // By its method: a consumer's tree may hold a second copy of cdk8s.
    const method = isGroup(given) ? given['toSeconds'] : undefined;
    if (typeof method !== 'function') return [wrong(given, place, this.form)];
    const length: unknown = method.call(given, { integral: false });
    return isCount(length) ? [] : [`has \`${place}\` of ${String(length)} s; write whole seconds, at least 1`];
  },
};

/** A list, each of whose entries passes; `least` of them. */
export function list(entry: PropCheck, form = 'write a list', least = 0): PropCheck {
  return {
    form,
    problems: (given, place) =>
      Array.isArray(given) && given.length >= least
        ? given.flatMap((one: unknown, index) => entry.problems(one, `${place}[${index}]`))
        : [wrong(given, place, form)],
  };
}

/** An object from names to values, each of which passes; `name` is asked about the names. */
export function record(form: string, entry: PropCheck, name: (name: string) => string | undefined = () => undefined) {
  return {
    form,
    problems(given: unknown, place: string): readonly string[] {
      if (!isGroup(given) || isKept(given)) return [wrong(given, place, form)];
      return Object.entries(given).flatMap(([key, one]) => {
        const problem = name(key);
        const where = `${place}['${key}']`;
        return [...(problem === undefined ? [] : [`has \`${where}\`, ${problem}`]), ...entry.problems(one, where)];
      });
    },
  } satisfies PropCheck;
}

/** Props within a prop. */
export function group<P>(props: Props<P>, synonyms?: Synonyms): PropCheck {
  const fields: Readonly<Record<string, Prop>> = props;
  return {
    form: formOf(fields),
    problems: (given, place) => problemsOfProps(given, fields, place, synonyms),
  };
}

/** The first check whose kind of value it is: `scale: 3` or `scale: { min, max }`. */
export function either(
  form: string,
  isFirst: (value: unknown) => boolean,
  first: PropCheck,
  second: PropCheck,
): PropCheck {
  return { form, problems: (given, place) => (isFirst(given) ? first : second).problems(given, place) };
}

/** A check, and what is asked only of a value that passes it. */
export function also(check: PropCheck, ask: (value: never, place: string) => readonly string[]): PropCheck {
  return {
    form: check.form,
    problems(given, place) {
      const problems = check.problems(given, place);
      return problems.length > 0 ? problems : ask(given as never, place);
    },
  };
}
