import type { Plan } from '../constructs';
import { judge, type Verdict } from '../policies/index';
import { exemptions } from '../stacks/exemptions';
import { planEnvironment } from '../stacks/plan';

/** A plan and what the rules say about it today. */
export interface JudgedPlan extends Plan {
  readonly verdicts: readonly Verdict[];
}

/** Plans an environment and judges it by every rule and exemption. */
export function judged(environment: string, directory: string): JudgedPlan {
  const plan = planEnvironment(environment, directory);
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  return { ...plan, verdicts: judge(plan, { exemptions, today }) };
}
