import * as pulumi from '@pulumi/pulumi';
import { configFromPulumi, type Facts, isPlatform, type Platform, type Posture, UserError } from '../../constructs';
import { partNamed } from '../../constructs/plan/split/split-plan';
import type { Baseline } from './baseline';
import { deploy } from './deploy';
import type { DeployOptions } from './options';
import { earlier } from './parts/earlier';
import { stackOf } from './parts/stack-name';
import { providersOf } from './providers';
import { quietSdk } from './quiet-sdk';

/** What `runStack` does not know by itself: all of `DeployOptions` but the providers, which are made from the facts. */
export interface StackOptions extends Omit<DeployOptions, 'kubernetes' | 'vault'> {
  /**
   * Facts that are in no configuration, by the keys that they would have there, such as outputs of the stack that made the
   * cluster: `{ 'dwcp:cluster': … }`. Values, no Outputs, and in the place of what the configuration says of that key.
   *
   * @default - all facts are in the stack's configuration
   */
  readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * A Pulumi program, whole: deploys the environment of a platform that the stack is named for.
 *
 * ```ts
 * import { runStack } from '@dwcp/baseline/stacks';
 * import platform from './platform';
 * runStack(platform);
 * ```
 *
 * The facts are the stack's configuration, `Pulumi.<environment>.yaml`. A stack named for a part of an environment, such as
 * `production.data.shop`, deploys that part alone, once the stacks before it have deployed theirs: `dwcp stacks production`
 * lists them all.
 *
 * @throws UserError with everything that is wrong with the facts or with what is declared; Pulumi shows it without a stack
 * trace.
 */
export function runStack<P extends Posture, F extends Facts>(
  platform: Platform<P, F>,
  { config = {}, ...options }: StackOptions = {},
): Baseline {
  if (!isPlatform(platform)) {
    throw new UserError(['runStack was given what is no platform; pass what `definePlatform` returned']);
  }
  const stack = pulumi.getStack();
  const { environment, part } = stackOf(stack, platform.environments);
  const configured = { ...configFromPulumi(pulumi.runtime.allConfig()), ...config };
  const facts = platform.factsFrom(configured, `Pulumi.${environment}.yaml`);
  const whole = platform.plan(environment, facts);
  // What comes now is Pulumi's work, and the last of this program.
  quietSdk();
  const providers = providersOf(facts);
  if (part === undefined) return deploy(whole, { ...options, ...providers });
  const { plan, after } = partNamed(part, whole);
  const before = after.map((name) => earlier(partNamed(name, whole), `${environment}.${name}`));
  return deploy(plan, { ...options, ...providers, dependsOn: [...(options.dependsOn ?? []), ...before] });
}
