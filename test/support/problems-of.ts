import { UserError } from '../../constructs/invalid';

/** The lines of the user error that an action throws; none if it throws nothing. Any other error is the product's fault. */
export function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems;
  }
  return [];
}
