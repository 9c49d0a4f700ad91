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

/** What both come to, each started already, or one error with the problems of both. */
export async function bothOf<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  const [one, other] = await Promise.allSettled([first, second]);
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  const errors: readonly unknown[] = [one, other].flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  const mistake = errors.find((error) => !UserError.isUserError(error));
  if (mistake !== undefined) throw mistake;
  throw new UserError(errors.filter(UserError.isUserError).flatMap(({ problems }) => problems));
}
