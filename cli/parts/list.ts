import { type PlanPart, splitPlan } from '../../constructs/plan/split/split-plan';
import { planEnvironment } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import type { Session } from '../session';
import { jsonText } from '../terminal/json';

export interface StacksOptions {
  readonly json?: boolean;
  /** What `pulumi config --json` has printed, in the place of the stack file. @default - the stack file is read */
  readonly configJson?: string;
}

/** Prints the stacks of an environment that is deployed in parts, each after those that it comes after. */
export async function printStacks(
  environment: string,
  session: Session,
  { json = false, configJson }: StacksOptions,
): Promise<void> {
  const platform = await session.platform();
  const { directory } = session.options();
  const from = configJson === undefined ? platform : withConfigJson(platform, environment, configJson, directory);
  const parts = splitPlan(planEnvironment(from, environment));
  process.stdout.write(
    json ? jsonText({ stacks: parts.map((part) => told(part, environment)) }) : named(parts, environment),
  );
}

function named(parts: readonly PlanPart[], environment: string): string {
  return parts.map(({ name }) => `${environment}.${name}\n`).join('');
}

function told({ name, plan, after }: PlanPart, environment: string): object {
  return {
    stack: `${environment}.${name}`,
    after: after.map((before) => `${environment}.${before}`),
    resources: plan.resources.map(({ id }) => id),
  };
}
