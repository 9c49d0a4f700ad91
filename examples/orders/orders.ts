import { Environment, type Facts, Postgres, SecureNamespace, WebService } from '@dwcp/baseline';
import type { App } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';

const DIGEST = `sha256:${'5f70bf18a0860070'.repeat(4)}`;
const RESOURCES = { cpu: '250m', memory: '512Mi' } as const;

const FACTS: Facts = {
  cluster: {
    context: 'orders',
    apiServer: { cidrs: ['203.0.113.10/32'], port: 6443 },
    dns: { serviceIp: '10.96.0.10', nodeLocalIp: '169.254.20.10' },
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.10.0.0/16'],
    trustDomain: 'cluster.local',
  },
  vault: {
    address: 'https://vault.vault.svc:8200',
    namespace: 'vault',
    databaseCertificates: '/vault/userconfig/databases',
  },
};

/** A service with a database, beside a workload of cdk8s-plus that was there before. */
export function orders(app: App): Environment {
  const environment = new Environment(app, 'production', {
    posture: { name: 'production', data: 'protected', zoneSpread: 'required', enforcement: 'enforced' },
    facts: FACTS,
  });
  const namespace = new SecureNamespace(environment, 'orders');
  const database = new Postgres(namespace, 'orders-db', {
    instances: 3,
    image: `ghcr.io/cloudnative-pg/postgresql:17@${DIGEST}`,
    storage: '50Gi',
    resources: RESOURCES,
    pooler: { instances: 2, image: `ghcr.io/cloudnative-pg/pgbouncer:1.25.1@${DIGEST}`, resources: RESOURCES },
    credentials: { ttlHours: 12 },
  });
  const api = new WebService(namespace, 'orders-api', {
    image: `registry.example.com/orders@${DIGEST}`,
    scale: 2,
    resources: RESOURCES,
  });
  database.grantReadWrite(api);

  new Deployment(namespace, 'legacy', {
    metadata: { name: 'legacy' },
    containers: [{ image: 'registry.example.com/legacy:1' }],
  });
  return environment;
}
