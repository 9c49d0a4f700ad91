import { App } from 'cdk8s';
import { Environment, type Plan, planOf as planOfTree, type Resource } from '../constructs';
import { postureOf } from './environments';
import { posture as postureFields } from './environments/fields';
import type { EnvironmentPosture } from './environments/posture';
import { facts as factFields, type PlatformFacts, readFacts } from './facts';
import { dwcp } from './platform';

const fields = { posture: postureFields, facts: factFields };

/** The construct tree of one environment. */
export function declare(posture: EnvironmentPosture, facts: PlatformFacts): Environment {
  const environment = new Environment(new App(), posture.name, { posture, facts, fields });
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
