import { nearest } from '../constructs/fields/nearest';
import { UserError } from '../constructs/invalid';
import { isFields } from './fields';
import type { Rule } from './rule';
import { shown } from './shown';
import type { Subjects } from './subjects';

const SUBJECTS: Readonly<Record<keyof Subjects, true>> = {
  object: true,
  pod: true,
  container: true,
  image: true,
  trafficRule: true,
  namespace: true,
  vault: true,
  plan: true,
};

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What is wrong with one field of a rule, in words that follow its name; undefined where nothing is. */
type Check = (value: unknown, rule: Readonly<Record<string, unknown>>) => string | undefined;

const FIELDS: Readonly<Record<keyof Rule, Check>> = {
  id: (value) => (typeof value === 'string' && KEBAB.test(value) ? undefined : 'say the good state in kebab-case'),
  subject: oneOf(Object.keys(SUBJECTS)),
  of: optional((value) => (isTexts(value) && value.length > 0 ? undefined : 'list kinds such as `apps/Deployment`')),
  says: (value) => (isSentence(value) ? undefined : 'say the good state in a sentence, from a capital to a full stop'),
  because: (value) =>
    isText(value) && !/\.$/.test(value) && !/^because\b/i.test(value)
      ? undefined
      : 'say what happens otherwise, without `because` and full stop',
  level: oneOf(['mandatory', 'advisory']),
  severity: oneOf(['critical', 'high', 'medium', 'low']),
  topic: (value) => (typeof value === 'string' && KEBAB.test(value) ? undefined : 'name its chapter in kebab-case'),
  references: (value) => (isTexts(value) ? undefined : 'list texts such as `PSS:restricted`; an empty list is one'),
  needs: optional(oneOf(['plan'])),
  applies: optional(isFunction),
  check: isFunction,
  cel: optional((value) =>
    isFields(value) && (isText(value['cannot']) || (isTold(value['accepts']) && isTold(value['remedy'])))
      ? undefined
      : 'give it `accepts` and a `remedy`, or say by `cannot` why the API server cannot tell',
  ),
  examples: examplesProblem,
};

/**
 * A rule as it was written, after a look at what no compiler may have seen.
 *
 * @throws UserError with everything that is wrong with it.
 */
export function defineRule<S extends keyof Subjects>(rule: Rule<S>): Rule<S> {
  const problems = ruleProblems(rule);
  if (problems.length > 0) throw new UserError(problems);
  return rule;
}

/** Everything that is wrong with what may be a rule, each line one problem. */
export function ruleProblems(rule: unknown, at = 'a rule'): readonly string[] {
  if (!isFields(rule)) return [`${at} is ${shown(rule)}; make it an object, by defineRule({ … })`];
  const name = isText(rule['id']) ? `rule '${rule['id']}'` : at;
  const unknown = Object.keys(rule).filter((key) => !Object.hasOwn(FIELDS, key));
  return [
    ...unknown.map((key) => `${name} has the unknown field '${key}'; ${instead(key)}`),
    ...Object.entries(FIELDS).flatMap(([field, check]) => {
      const remedy = check(rule[field], rule);
      return remedy === undefined ? [] : [`${name} has ${shown(rule[field])} as \`${field}\`; ${remedy}`];
    }),
  ];
}

function instead(key: string): string {
  const near = nearest(key, Object.keys(FIELDS));
  return near === undefined ? 'remove it' : `did you mean '${near}'?`;
}

function oneOf(known: readonly string[]): Check {
  return (value) => {
    if (typeof value === 'string' && known.includes(value)) return undefined;
    return `use one of ${known.join(', ')}`;
  };
}

function optional(check: Check): Check {
  return (value, rule) => (value === undefined ? undefined : check(value, rule));
}

function isFunction(value: unknown): string | undefined {
  return typeof value === 'function' ? undefined : 'write a function of the subject';
}

function examplesProblem(value: unknown): string | undefined {
  const remedy = 'give at least one that is accepted and one that is refused, each with `shows`';
  if (!isFields(value)) return remedy;
  const [accepted, refused] = [value['accepted'], value['refused']];
  if (!isExamples(accepted) || !isExamples(refused)) return remedy;
  if (value['skipped'] !== undefined && !isExamples(value['skipped'])) return 'list what is skipped, each with `shows`';
  if (!refused.every(({ violations }) => isList(violations))) return 'list the `violations` of each that is refused';
  const unknown = value['unknown'];
  if (unknown === undefined || (isExamples(unknown) && unknown.every(({ doubts }) => isList(doubts)))) return undefined;
  return 'list what is unknown, each with `shows` and its `doubts`';
}

function isExamples(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isFields(one) && isText(one['shows']));
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A text, or a function that says it by what a platform tells the rules. */
function isTold(value: unknown): boolean {
  return isText(value) || typeof value === 'function';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isSentence(value: unknown): boolean {
  return isText(value) && /^[A-Z].*\.$/s.test(value);
}
