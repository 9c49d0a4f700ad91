import {
  AuditDevices,
  CiLogin,
  definePlatform,
  type Environment,
  KeyValueSecret,
  OperatorLogin,
  type Platform,
  SecureNamespace,
  TransitKey,
  VaultQuota,
  WebService,
} from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';
import { CLIENT } from './issuer';

/** Where the provider is, and the key of the configuration with the secret of its client. */
export interface Provider {
  readonly issuer: string;
  readonly authorityCertificate: string;
}

export const SECRET = 'operators:client-secret';
export const CI = { repository: 'acme/shop' } as const;

/** Somebody to log in in each way, and something to be let at and kept from. */
export function platformWith(provider: Provider): Platform {
  function some(environment: Environment<EnvironmentPosture, PlatformFacts>): void {
    const { posture, facts } = environment;
    const namespace = new SecureNamespace(environment, 'dwcp');
    const api = new WebService(namespace, 'dwcp-api', { ...posture.api, image: facts.images.api });
    const stripe = new KeyValueSecret(namespace, 'stripe', { keys: ['api-key'], owner: 'payments@example.com' });
    new KeyValueSecret(namespace, 'mail', { keys: ['password'], owner: 'mail@example.com' }).grantRead(api);
    new TransitKey(namespace, 'cards').grantEncrypt(api);
    const ci = new CiLogin(namespace, 'ci', {
      ...provider,
      system: 'github',
      audience: 'https://vault.example.com',
      roles: {
        deploy: { ...CI, environment: 'staging', deploys: true },
        notify: { ...CI, ref: 'refs/heads/main', reads: [stripe], minutes: 5 },
        release: { ...CI, ref: 'refs/tags/v*' },
      },
    });
    new VaultQuota(namespace, 'logins', { mount: `auth/${ci.mount}`, requestsPerSecond: 50 });
    new OperatorLogin(namespace, 'people', {
      ...provider,
      clientId: CLIENT.id,
      clientSecret: SECRET,
      roles: {
        'on-call': { groups: ['on-call', 'platform'], may: ['see', 'rotate'] },
        emergency: { groups: ['incident'], may: ['break-glass'] },
      },
    });
    if (facts.vault.audit !== undefined) new AuditDevices(namespace, 'audit', facts.vault.audit);
  }
  return definePlatform({ environments, posture, facts, declare: some });
}
