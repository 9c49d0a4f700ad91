import { App } from 'cdk8s';
import { Environment, type Plan, planOf as planOfTree, type Resource } from '../constructs';
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

/**
 * Plans an environment from its posture and from `Pulumi.<name>.yaml` in `directory`.
 *
 * @throws UserError when the environment is unknown, or its facts or tree are invalid.
 */
export function planEnvironment(name: string, directory = process.cwd()): Plan {
  return planOfTree(declare(postureOf(name), readFacts(name, directory)));
}

/** Only the resources. */
export function planOf(name: string, directory?: string): readonly Resource[] {
  return planEnvironment(name, directory).resources;
}
