import { definePlatform, type Environment, Postgres, SecureNamespace, WebService, Worker } from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';

/** A smaller platform than the reference's, with some of every sort: doors, credentials, workloads, and data. */
function some(environment: Environment<EnvironmentPosture, PlatformFacts>): void {
  const { posture, facts } = environment;
  const { images } = facts;
  const namespace = new SecureNamespace(environment, 'dwcp');
  const postgres = new Postgres(namespace, 'dwcp-postgres', {
    ...posture.postgres,
    image: images.postgres,
    pooler: { ...posture.postgres.pooler, image: images.pgbouncer },
  });
  const api = new WebService(namespace, 'dwcp-api', { ...posture.api, image: images.api });
  const worker = new Worker(namespace, 'dwcp-worker', { ...posture.worker, image: images.worker });
  postgres.grantReadWrite(api);
  postgres.grantReadWrite(worker);
}

export const platform = definePlatform({ environments, posture, facts, declare: some });
