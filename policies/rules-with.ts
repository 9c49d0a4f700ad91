import { UserError } from '../constructs/invalid';
import type { OwnRule } from '../constructs/platform/own-rules';
import { rulesProblems } from './misuse';
import type { Rule } from './rule';
import { rules } from './rules';

/**
 * The rules of the baseline, and those of a platform beside them.
 *
 * @throws UserError with everything that is wrong with the platform's own: one of ours cannot be replaced.
 */
export function rulesWith(own: readonly OwnRule[]): readonly Rule[] {
  const ours = new Set(rules.map(({ id }) => id));
  const taken = own.flatMap(({ id }, index) =>
    ours.has(id) ? [`rules[${index}] is called '${id}', as a rule of the baseline is; give it another id`] : [],
  );
  const problems = [...rulesProblems(own), ...taken];
  if (problems.length > 0) throw new UserError(problems);
  return [...rules, ...(own as readonly Rule[])];
}
