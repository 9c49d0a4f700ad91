import { type Level, RESOURCES_READABLE, type Rule, type Verdict } from '../../policies/index';
import { rulesCalled } from '../rules/called';

/** Which verdicts are asked for. */
export interface Only {
  /** Of rules of this level. @default - of both */
  readonly level?: Level | undefined;
  /** Of these rules, by their ids. @default - of all */
  readonly rules?: readonly string[];
}

/**
 * The verdicts that are asked for. That a resource cannot be read is told whatever is asked for: it hides what any rule
 * would have said.
 *
 * @throws UserError with every id that is no rule's.
 */
export function only(
  { level, rules: ids = [] }: Only,
  verdicts: readonly Verdict[],
  rules: readonly Rule[],
): readonly Verdict[] {
  const asked = new Set(rulesCalled(ids, rules).map(({ id }) => id));
  return verdicts.filter(
    (verdict) =>
      verdict.rule === RESOURCES_READABLE ||
      ((level === undefined || verdict.level === level) && (asked.size === 0 || asked.has(verdict.rule))),
  );
}
