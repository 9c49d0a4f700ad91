import {
  AuditDevices,
  definePlatform,
  type Environment,
  IntermediateAuthority,
  KeyValueSecret,
  type Platform,
  Postgres,
  Redis,
  SecretsOperatorCache,
  SecureNamespace,
  TransitKey,
  VaultQuota,
  WebService,
  Worker,
} from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';

/** How far authorities have come. */
export interface Authorities {
  /** How many Redis has had. @default 1 */
  readonly redis?: number;
  /** What of the other one was signed. @default - it is asked for */
  readonly signed?: readonly string[];
  /** How many of those there were. @default 1 */
  readonly asked?: number;
}

/** One of everything that Vault keeps, makes or signs, granted to two workloads in different ways. */
export function platformWith({ redis = 1, signed = [], asked = 1 }: Authorities): Platform {
  function some(environment: Environment<EnvironmentPosture, PlatformFacts>): void {
    const { posture, facts } = environment;
    const { images, vault } = facts;
    const namespace = new SecureNamespace(environment, 'dwcp');
    const api = new WebService(namespace, 'dwcp-api', { ...posture.api, image: images.api });
    const worker = new Worker(namespace, 'dwcp-worker', { ...posture.worker, image: images.worker });
    const postgres = new Postgres(namespace, 'dwcp-postgres', {
      ...posture.postgres,
      image: images.postgres,
      pooler: { ...posture.postgres.pooler, image: images.pgbouncer },
    });
    postgres.grantReadWrite(api);
    postgres.grantReadOnly(worker);
    new Redis(namespace, 'dwcp-redis', { ...posture.redis, image: images.redis, authority: redis }).grantReadWrite(api);
    const certificates = new IntermediateAuthority(namespace, 'certificates', {
      authority: asked,
      signedCertificates: signed,
    });
    if (signed.length > 0) certificates.grantCertificate(api);
    const cards = new TransitKey(namespace, 'cards');
    cards.grantEncryptDecrypt(api);
    cards.grantEncrypt(worker);
    new SecretsOperatorCache(namespace, 'vault-secrets-operator');
    new KeyValueSecret(namespace, 'stripe', { keys: ['api-key'], owner: 'payments@example.com' }).grantRead(api);
    new KeyValueSecret(namespace, 'mail', { keys: ['password'], owner: 'mail@example.com' }).grantRead(worker);
    // Of an engine that nothing else asks much of here.
    new VaultQuota(namespace, 'quota', { mount: `${posture.name}/dwcp/dwcp-postgres`, requestsPerSecond: 20 });
    if (vault.audit !== undefined) new AuditDevices(namespace, 'audit', vault.audit);
  }
  return definePlatform({ environments, posture, facts, declare: some });
}

export const platform = platformWith({});
