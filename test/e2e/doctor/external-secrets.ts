import { definePlatform, type Environment, KeyValueSecret, SecureNamespace, WebService } from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';

/** A namespace whose secret is in AWS Secrets Manager. */
export const platform = definePlatform({
  environments,
  posture,
  facts,
  declare: (environment: Environment<EnvironmentPosture, PlatformFacts>) => {
    const shop = new SecureNamespace(environment, 'shop');
    const web = new WebService(shop, 'web', { ...environment.posture.api, image: environment.facts.images.api });
    const kept = { keys: ['key'], owner: 'payments@example.com', store: 'aws-secrets-manager' } as const;
    new KeyValueSecret(shop, 'stripe', kept).grantRead(web, { reload: 'file' });
  },
});
