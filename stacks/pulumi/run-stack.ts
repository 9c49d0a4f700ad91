import * as pulumi from '@pulumi/pulumi';
import { configFromPulumi, type Facts, isPlatform, type Platform, type Posture, UserError } from '../../constructs';
import type { Baseline } from './baseline';
import { deploy } from './deploy';
import type { DeployOptions } from './options';
import { kubernetesProvider, vaultProvider } from './providers';

/** What `runStack` does not know by itself: all of `DeployOptions` but the providers, which are made from the facts. */
export type StackOptions = Omit<DeployOptions, 'kubernetes' | 'vault'>;

/**
 * A Pulumi program, whole: deploys the environment of a platform that the stack is named for.
 *
 * ```ts
 * import { runStack } from '@dwcp/baseline/stacks';
 * import platform from './platform';
 * runStack(platform);
 * ```
 *
 * The facts are the stack's configuration, `Pulumi.<environment>.yaml`.
 *
 * @throws UserError with everything that is wrong with the facts or with what is declared; Pulumi shows it without a stack
 * trace.
 */
export function runStack<P extends Posture, F extends Facts>(
  platform: Platform<P, F>,
  options: StackOptions = {},
): Baseline {
  if (!isPlatform(platform)) {
    throw new UserError(['runStack was given what is no platform; pass what `definePlatform` returned']);
  }
  const stack = pulumi.getStack();
  const facts = platform.factsFrom(configFromPulumi(pulumi.runtime.allConfig()), `Pulumi.${stack}.yaml`);
  const plan = platform.plan(stack, facts);
  return deploy(plan, { ...options, kubernetes: kubernetesProvider(facts), ...vaultProvider(facts) });
}
