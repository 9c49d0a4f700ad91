import type { Plan } from '../constructs';
import { judge, type Verdict } from '../policies/index';
import { type LoadedPlatform, planEnvironment } from './platform/loaded';
import { rulesOf } from './rules/all';
import { todayHere } from './today';

/** A plan and what the rules say about it today. */
export interface JudgedPlan extends Plan {
  readonly verdicts: readonly Verdict[];
}

/** Plans an environment and judges it by every rule, built in and of the platform, and by its exemptions. */
export function judged(from: LoadedPlatform, environment: string, today = todayHere()): JudgedPlan {
  const plan = planEnvironment(from, environment);
  const { exemptions } = from.platform;
  return { ...plan, verdicts: judge(plan, { rules: rulesOf(from), exemptions, today }) };
}
