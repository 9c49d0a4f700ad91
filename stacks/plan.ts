import { App } from 'cdk8s';
import { type Edge, Environment, edgesOf, type Resource, synthesize } from '../constructs';
import { postureOf } from './environments';
import type { EnvironmentPosture } from './environments/posture';
import { type PlatformFacts, readFacts } from './facts';
import { dwcp } from './platform';

/** The construct tree of one environment. */
export function declare(posture: EnvironmentPosture, facts: PlatformFacts): Environment {
  const environment = new Environment(new App(), posture.name, { posture, facts });
  dwcp(environment);
  return environment;
}

/** What one environment is: its resources in dependency order, and the permissions that they render. */
export interface EnvironmentPlan {
  readonly environment: string;
  readonly resources: readonly Resource[];
  readonly edges: readonly Edge[];
}

/**
 * Plans an environment from its posture and from `Pulumi.<name>.yaml` in `directory`.
 *
 * @throws UserError when the environment is unknown, or its facts or tree are invalid.
 */
export function planEnvironment(name: string, directory = process.cwd()): EnvironmentPlan {
  const tree = declare(postureOf(name), readFacts(name, directory));
  return { environment: name, resources: synthesize(tree), edges: edgesOf(tree) };
}

/** Only the resources. */
export function planOf(name: string, directory?: string): readonly Resource[] {
  return planEnvironment(name, directory).resources;
}
