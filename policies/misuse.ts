import { nearest } from '../constructs/fields/nearest';
import { UserError } from '../constructs/invalid';
import { problemsOfParameters } from '../constructs/plan/parameters';
import { EXEMPTIONS_IN_FORCE } from './audit';
import { ruleProblems } from './define-rule';
import { isDate } from './expiry';
import { isFields } from './fields';
import { shown } from './shown';
import { RESOURCES_READABLE } from './unreadable';

const OPTIONS = ['rules', 'exemptions', 'today'] as const;

/** What the engine says by itself, under ids of its own. */
const RESERVED: ReadonlySet<unknown> = new Set([EXEMPTIONS_IN_FORCE, RESOURCES_READABLE]);

/** Rules that were looked at already, most of which are judged by again and again. */
const wellFormed = new WeakSet<object>();

/** @throws UserError with everything that is wrong with what `judge` was given; it may have been called without a compiler. */
export function refuseMisuse(what: unknown, options: unknown): void {
  const problems = [...inputProblems(what), ...optionProblems(options)];
  if (problems.length > 0) throw new UserError(problems);
}

/** Everything that is wrong with rules that are to judge together. */
export function rulesProblems(rules: unknown): readonly string[] {
  if (!Array.isArray(rules)) return [`rules is ${shown(rules)}; make it a list, such as [...rules, ...ours]`];
  const ids = new Map<unknown, number>();
  return rules.flatMap((rule: unknown, index) => {
    const at = `rules[${index}]`;
    const id = isFields(rule) ? rule['id'] : undefined;
    const first = id === undefined ? undefined : ids.get(id);
    if (first === undefined) ids.set(id, index);
    return [
      ...problemsOf(rule, at),
      ...(first === undefined ? [] : [`${at} is called '${id}', as rules[${first}] is; give it another id`]),
      ...(RESERVED.has(id) ? [`${at} is called '${id}', which the engine itself is; give it another id`] : []),
    ];
  });
}

function problemsOf(rule: unknown, at: string): readonly string[] {
  if (isFields(rule) && wellFormed.has(rule)) return [];
  const problems = ruleProblems(rule, at);
  if (problems.length === 0) wellFormed.add(rule as object);
  return problems;
}

function inputProblems(what: unknown): readonly string[] {
  const resources = isFields(what) ? what['resources'] : what;
  if (Array.isArray(resources)) {
    const wrong = isFields(what) ? problemsOfParameters(what) : [];
    return wrong.map((problem) => `judge() was given ${problem}`);
  }
  const given = isFields(what) ? `an object with ${shown(resources)} as \`resources\`` : shown(what);
  return [`judge() was given ${given}; hand it a plan, or a list of resources`];
}

function optionProblems(options: unknown): readonly string[] {
  if (!isFields(options)) return [`judge() was given ${shown(options)} as options; write { rules, exemptions, today }`];
  const { rules, exemptions, today } = options;
  const unknown = Object.keys(options).filter((key) => !OPTIONS.some((one) => one === key));
  return [
    ...unknown.map((key) => `judge() knows no option '${key}'; ${instead(key)}`),
    ...(rules === undefined ? [] : rulesProblems(rules)),
    ...(exemptions === undefined || Array.isArray(exemptions)
      ? []
      : [`exemptions is ${shown(exemptions)}; make it a list`]),
    ...todayProblems(today, exemptions),
  ];
}

function instead(key: string): string {
  const near = nearest(key, OPTIONS);
  return near === undefined ? `it knows ${OPTIONS.join(', ')}` : `did you mean '${near}'?`;
}

function todayProblems(today: unknown, exemptions: unknown): readonly string[] {
  if (today === undefined) {
    return exemptions === undefined ? [] : ['exemptions end, and nobody said when; add `today`, as YYYY-MM-DD'];
  }
  return isDate(today) ? [] : [`today is ${shown(today)}; write it as YYYY-MM-DD`];
}
