import { UserError } from '../constructs/invalid';

/** What each of several steps comes to, or one error with the problems of all of them. */
export function together<T>(...steps: readonly (() => T)[]): T[] {
  const problems: string[] = [];
  const results = steps.flatMap((step) => {
    try {
      return [step()];
    } catch (error) {
      if (!UserError.isUserError(error)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new UserError(problems);
  return results;
}
