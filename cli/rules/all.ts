import { UserError } from '../../constructs/invalid';
import { type Rule, rules } from '../../policies/index';
import { rulesProblems } from '../../policies/misuse';
import type { LoadedPlatform } from '../platform/loaded';

/**
 * What a platform is judged by: the rules that are built in, and its own.
 *
 * @throws UserError when one of its own is not whole, or is called as another is.
 */
export function rulesOf(from: LoadedPlatform | undefined): readonly Rule[] {
  const own = (from?.platform.rules ?? []) as readonly Rule[];
  const all = [...rules, ...own];
  const problems = rulesProblems(all);
  if (problems.length > 0) throw new UserError(problems);
  return all;
}
