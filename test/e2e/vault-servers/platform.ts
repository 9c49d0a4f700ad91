import { definePlatform, type Environment, SecureNamespace } from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';

/** Nothing that rotates, so that all that is said is of Vault itself. */
export const platform = definePlatform({
  environments,
  posture,
  facts,
  declare: (environment: Environment<EnvironmentPosture, PlatformFacts>) => {
    new SecureNamespace(environment, 'shop');
  },
});
