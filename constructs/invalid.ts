import type { IConstruct } from 'constructs';

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
  }
}

/** An error in how a construct was used: which one, what is wrong and what to do. */
export function invalid(scope: IConstruct, problem: string, remedy: string): UserError {
  return new UserError([`'${scope.node.path}' ${problem}; ${remedy}`]);
}
