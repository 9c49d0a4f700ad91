import {
  AuditDevices,
  Environment,
  Existing,
  type Facts,
  Port,
  Postgres,
  type Posture,
  SecureNamespace,
} from '@dwcp/baseline';
import { App } from 'cdk8s';
import { legacyOrders } from './legacy';

const RESOURCES = { cpu: '250m', memory: '512Mi' } as const;
const image = (name: string): string => `registry.example.com/${name}@sha256:${'5f70bf18a0860070'.repeat(4)}`;

const POSTURE: Posture = { name: 'live', data: 'protected', zoneSpread: 'required', enforcement: 'enforced' };
/** On a volume of its own in each Vault pod, and at the collector of logs. */
const AUDIT = { file: '/vault/audit/audit.log', socket: 'vector.logging.svc:9090' };

const FACTS: Facts = {
  cluster: {
    id: '2c94e6a1-7d53-4e8f-a0b8-5f16c3d7e902',
    context: 'live',
    apiServer: { cidrs: ['192.0.2.10/32'], port: 6443 },
    dns: { serviceIp: '10.96.0.10' },
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.10.0.0/20'],
    trustDomain: 'cluster.local',
  },
  vault: {
    address: 'https://vault.vault.svc:8200',
    namespace: 'vault',
    databaseCertificates: '/vault/userconfig/databases',
    audit: AUDIT,
  },
};

export interface ShopOptions {
  /**
   * Labels by which the pods of the older Deployment are taken to be known.
   *
   * @default - those of its own selector
   */
  readonly selector?: Readonly<Record<string, string>>;
}

/** A database of the baseline, and beside it a Deployment that was there before, which is granted a login of its own. */
export function shop({ selector }: ShopOptions = {}): Environment {
  const environment = new Environment(new App(), 'live', { posture: POSTURE, facts: FACTS });
  const namespace = new SecureNamespace(environment, 'shop');
  const database = new Postgres(namespace, 'orders-db', {
    instances: 3,
    image: image('postgresql:17.6'),
    storage: '50Gi',
    resources: RESOURCES,
    pooler: { instances: 2, image: image('pgbouncer'), resources: RESOURCES },
    credentials: { ttlHours: 12 },
  });
  const orders = Existing.deployment(namespace, 'orders', {
    object: legacyOrders(namespace, image('orders')),
    ports: [Port.tcp(8080, 'http')],
    ...(selector && { selector }),
  });
  database.grantReadWrite(orders);
  new AuditDevices(namespace, 'audit', AUDIT);
  return environment;
}
