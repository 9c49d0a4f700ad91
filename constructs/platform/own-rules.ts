import { describe, isList, wrongKind } from '../fields/describe';

/** What a platform has to know of a rule of its own: `Rule` of `@dwcp/baseline/policies` is one, and says the rest. */
export interface OwnRule {
  /** What verdicts and exemptions call it. */
  readonly id: string;
  /**
   * What is wrong with one subject.
   *
   * A method, so that rules of every subject are among them.
   */
  check(subject: never, context: never): unknown;
}

/** What is wrong with what should be a list of rules. What a rule has to say besides is asked by those who judge by it. */
export function problemsOfRules(given: unknown): readonly string[] {
  if (given === undefined) return [];
  if (!isList(given)) return [`rules: ${wrongKind(given, 'a list', 'write [] for none')}`];
  return given.flatMap((rule: unknown, index) => {
    if (isRule(rule)) return [];
    return [`rules[${index}]: ${describe(rule)} is not a rule; write it by defineRule of @dwcp/baseline/policies`];
  });
}

function isRule(value: unknown): value is OwnRule {
  if (typeof value !== 'object' || value === null) return false;
  const { id, check } = value as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && typeof check === 'function';
}
