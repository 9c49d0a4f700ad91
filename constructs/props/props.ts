import { inspect } from 'node:util';
import type { IConstruct } from 'constructs';
import { nearest } from '../fields/nearest';
import { UserError } from '../invalid';

/** What a prop may hold. */
export interface PropCheck {
  /** What to write, as the end of a sentence: `write a whole number of at least 1`. */
  readonly form: string;

  /** All that is wrong with a value, each in words that follow the construct's path: `has 0 for `scale`; write …`. */
  problems(value: unknown, place: string): readonly string[];
}

/** A prop of a construct: whether it has to be there, and what it may hold. */
export interface Prop<Needed extends boolean = boolean> {
  readonly needed: Needed;
  readonly check: PropCheck;
}

/** Every prop that a construct takes: one without a check, or one whose check says wrongly that it is optional, does not compile. */
export type Props<P> = { readonly [K in keyof P]-?: Prop<undefined extends P[K] ? false : true> };

/** Words that people write for a prop, and the prop that they mean. */
export type Synonyms = Readonly<Record<string, string>>;

export function needed(check: PropCheck): Prop<true> {
  return { needed: true, check };
}

export function optional(check: PropCheck): Prop<false> {
  return { needed: false, check };
}

/**
 * Refuses props that are missing, unknown or wrong, all of them at once.
 *
 * The compiler says most of it before. This is for JavaScript, for `any`, and for what a type cannot say.
 */
export function checkProps<P extends object>(
  scope: IConstruct,
  value: P,
  props: Props<P>,
  synonyms: Synonyms = {},
): void {
  const problems = problemsOfProps(value, props, '', synonyms);
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${scope.node.path}' ${problem}`));
}

/** The same for the arguments of a call that is no construct's: `call` is how it is written, as in `Volume.claim(…)`. */
export function checkArguments(
  call: string,
  given: object,
  props: Readonly<Record<string, Prop>>,
  synonyms: Synonyms = {},
): void {
  const problems = problemsOfProps(given, props, '', synonyms);
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${call} ${problem}`));
}

/** The same for a group of props within others; `place` is where the group is. */
export function problemsOfProps(
  value: unknown,
  props: Readonly<Record<string, Prop>>,
  place: string,
  synonyms: Synonyms = {},
): readonly string[] {
  if (!isGroup(value) || isKept(value)) {
    const remedy = formOf(props);
    if (place !== '') return [wrong(value, place, remedy)];
    return [value === undefined ? `has no props; ${remedy}` : `has ${shown(value)} for its props; ${remedy}`];
  }
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(props, name) && value[name] !== undefined)
    .map((name) => ({ name, meant: meantBy(name, Object.keys(props), synonyms) }));
  return [
    ...unknown.map(({ name, meant }) =>
      meant === undefined
        ? `has an unknown prop \`${within(place, name)}\`; it takes ${Object.keys(props).join(', ')}`
        : `has an unknown prop \`${within(place, name)}\`; did you mean \`${within(place, meant)}\`?`,
    ),
    ...Object.entries(props)
      // One slip of the pen is one problem: `replicas` is not also a missing `scale`.
      .filter(([name]) => value[name] !== undefined || !unknown.some(({ meant }) => meant === name))
      .flatMap(([name, prop]) => problemsOfProp(value[name], prop, within(place, name))),
  ];
}

/** What to write for props that are missing as a whole: those that have to be there, or else what may be. */
export function formOf(props: Readonly<Record<string, Prop>>): string {
  const wanted = Object.keys(props).filter((name) => props[name]!.needed);
  return `write an object with ${(wanted.length > 0 ? wanted : Object.keys(props)).join(', ')}`;
}

function problemsOfProp(value: unknown, { needed: must, check }: Prop, place: string): readonly string[] {
  if (value !== undefined) return check.problems(value, place);
  return must ? [`has no \`${place}\`; ${check.form}`] : [];
}

/** The words for a value that is not what it should be. */
export function wrong(value: unknown, place: string, form: string): string {
  return `has ${shown(value)} for \`${place}\`; ${form}`;
}

export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What keeps its entries to itself, as a Map does: it would be read as empty, and nothing said. */
export function isKept(value: object): boolean {
  return Symbol.iterator in value || value instanceof Date;
}

function meantBy(name: string, known: readonly string[], synonyms: Synonyms): string | undefined {
  const synonym = Object.hasOwn(synonyms, name) ? synonyms[name] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(name, known);
}

function within(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

/** As much of a value as it takes to recognize it. */
function shown(value: unknown): string {
  const plain = !isGroup(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
  const text = inspect(value, { depth: plain ? 0 : -1, breakLength: Number.POSITIVE_INFINITY });
  return text.length <= 60 ? text : inspect(value, { depth: -1, maxStringLength: 40 });
}
