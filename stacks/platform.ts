import {
  AuditDevices,
  definePlatform,
  type Environment,
  Gateway,
  MeshRootAlerts,
  Postgres,
  Redis,
  ScheduledJob,
  SecureNamespace,
  WebService,
  Worker,
} from '@dwcp/baseline';
import { environments } from './environments';
import { posture } from './environments/fields';
import type { EnvironmentPosture } from './environments/posture';
import { exemptions } from './exemptions';
import { facts, type PlatformFacts } from './facts';

/**
 * How the database is backed up wherever there is a store for it, which is a fact: dev has none, and where data is protected the rule
 * `databases-are-backed-up` refuses to do without.
 */
const BACKUP = { owner: 'dba@example.com', schedule: '30 2 * * *', retentionDays: 30 } as const;

/** Everything that one environment runs, and which part may talk to which. */
export function dwcp(environment: Environment<EnvironmentPosture, PlatformFacts>): void {
  const { posture, facts } = environment;
  const { images } = facts;
  const namespace = new SecureNamespace(environment, 'dwcp');

  const postgres = new Postgres(namespace, 'dwcp-postgres', {
    ...posture.postgres,
    image: images.postgres,
    pooler: { ...posture.postgres.pooler, image: images.pgbouncer },
    ...(facts.backups && { backup: BACKUP }),
  });
  const redis = new Redis(namespace, 'dwcp-redis', { ...posture.redis, image: images.redis });

  const api = new WebService(namespace, 'dwcp-api', { ...posture.api, image: images.api });
  const worker = new Worker(namespace, 'dwcp-worker', { ...posture.worker, image: images.worker });
  const report = new ScheduledJob(namespace, 'dwcp-report', {
    ...posture.report,
    image: images.report,
    schedule: '0 6 * * 1',
  });

  postgres.grantReadWrite(api);
  postgres.grantReadWrite(worker);
  postgres.grantReadOnly(report);
  redis.grantReadWrite(api);
  redis.grantReadWrite(worker);

  const gateway = new Gateway(environment, 'edge', {
    domain: facts.domain,
    clientCidrs: facts.gateway.clientCidrs,
    certificateIssuer: facts.certificateIssuer,
    identity: facts.identity,
  });
  gateway.expose(api, { path: '/api', cache: 'private' });

  new MeshRootAlerts(namespace, 'mesh');
  if (facts.vault.audit !== undefined) new AuditDevices(namespace, 'audit', facts.vault.audit);
}

export default definePlatform({
  environments,
  posture,
  facts,
  declare: dwcp,
  exemptions,
});
