import { Environment, type Facts, Postgres, type Posture, SecureNamespace, WebService, Worker } from '@dwcp/baseline';
import { App } from 'cdk8s';

const RESOURCES = { cpu: '250m', memory: '512Mi' } as const;
const image = (name: string): string => `registry.example.com/${name}@sha256:${'5f70bf18a0860070'.repeat(4)}`;

const POSTURE: Posture = { name: 'live', data: 'disposable', zoneSpread: 'required', enforcement: 'enforced' };

/** A service, its database, and the worker that calls it; nothing else may talk to either. */
export function orders(facts: Facts): Environment {
  const environment = new Environment(new App(), POSTURE.name, { posture: POSTURE, facts });
  const namespace = new SecureNamespace(environment, 'orders');
  const database = new Postgres(namespace, 'orders-db', {
    instances: 3,
    image: image('postgresql:17.6'),
    storage: '50Gi',
    resources: RESOURCES,
    pooler: { instances: 2, image: image('pgbouncer'), resources: RESOURCES },
    credentials: { ttlHours: 12 },
  });
  const api = new WebService(namespace, 'orders-api', { image: image('orders'), scale: 2, resources: RESOURCES });
  const packing = new Worker(namespace, 'packing', { image: image('packing'), scale: 2, resources: RESOURCES });
  database.grantReadWrite(api);
  packing.connections.allowTo(api, { why: 'what is paid for is packed' });
  return environment;
}
