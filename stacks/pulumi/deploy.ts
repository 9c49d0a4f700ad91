import { type Plan, UserError } from '../../constructs';
import { Baseline } from './baseline';
import type { DeployOptions } from './options';
import { problemsOf } from './problems';
import { withoutTraces } from './without-traces';

/**
 * Declares every resource of a plan to Pulumi: in a readable tree, after what it depends on, by an explicit provider.
 *
 * In an environment that protects its data, what holds data is neither deleted nor replaced, whatever the program says.
 *
 * @throws UserError with everything that is wrong with the options.
 */
export function deploy(plan: Plan, options: DeployOptions): Baseline {
  const problems = problemsOf(plan, options);
  if (problems.length > 0) throw new UserError(problems);
  return withoutTraces(() => new Baseline(plan, options));
}
