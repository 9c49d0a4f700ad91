import { definePlatform, type Environment, OnCallRotation, SecureNamespace, WebService } from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';
import { ROTATION } from '../../support/on-call';

/** Two namespaces with people on call, and one without. */
export default definePlatform({
  environments,
  posture,
  facts,
  declare: (environment: Environment<EnvironmentPosture, PlatformFacts>) => {
    const { api } = environment.posture;
    const image = environment.facts.images.api;
    for (const name of ['desk', 'shop', 'store']) {
      const namespace = new SecureNamespace(environment, name);
      new WebService(namespace, 'web', { ...api, image });
      if (name !== 'store') new OnCallRotation(namespace, 'on-call', ROTATION);
    }
  },
});
