import type { IConstruct } from 'constructs';

// A symbol rather than `instanceof`: a command may meet an error of another copy of this package.
const USER_ERROR = Symbol.for('@dwcp/baseline.UserError');

/** How Pulumi marks its own RunError, of which it prints the message alone, wherever in a program it was thrown. */
const PULUMI_RUN_ERROR = '__pulumiRunError';

/**
 * What is wrong with what the user wrote, in the user's words: the only error that is shown without a stack trace.
 *
 * `problems` holds every problem of one input, each one line that says what, where and what to do.
 */
export class UserError extends Error {
  /** Always `UserError`. */
  override readonly name = 'UserError';
  /** Everything that is wrong, each as one line: what, where, and what to do. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
    Object.defineProperties(this, { [USER_ERROR]: { value: true }, [PULUMI_RUN_ERROR]: { value: true } });
  }

  /** Whether it is one, of this copy of the package or of another. */
  static isUserError(error: unknown): error is UserError {
    return error instanceof Error && USER_ERROR in error;
  }
}

/** An error in how a construct was used: which one, what is wrong and what to do. */
export function invalid(scope: IConstruct, problem: string, remedy: string): UserError {
  return new UserError([`'${scope.node.path}' ${problem}; ${remedy}`]);
}
