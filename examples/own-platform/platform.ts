import {
  AuditDevices,
  definePlatform,
  type Environment,
  Postgres,
  SecureNamespace,
  WebService,
  Worker,
} from '@dwcp/baseline';
import { environments, posture, type ShopPosture } from './environments';
import { exemptions } from './exemptions';
import { facts, type ShopFacts } from './facts';
import { namesItsTeam } from './rules/names-its-team';

const RESOURCES = { cpu: '250m', memory: '512Mi' } as const;
const BACKUP = { owner: 'dba@example.com', schedule: '30 2 * * *', retentionDays: 30 } as const;

/** Everything that one environment of the shop runs, and which part may talk to which. */
function shop(environment: Environment<ShopPosture, ShopFacts>): void {
  const { images, team, backups } = environment.facts;
  const { instances, scale } = environment.posture.orders;
  const namespace = new SecureNamespace(environment, 'shop');

  const database = new Postgres(namespace, 'orders-db', {
    instances,
    image: images.postgres,
    storage: '20Gi',
    resources: RESOURCES,
    pooler: { instances: 2, image: images.pgbouncer, resources: RESOURCES },
    credentials: { ttlHours: 12 },
    // Where there is a store for it; where data is protected, check refuses to do without.
    ...(backups && { backup: BACKUP }),
  });
  const orders = new WebService(namespace, 'orders', {
    image: images.orders,
    scale,
    resources: RESOURCES,
    labels: { 'shop.example.com/team': team },
  });
  const mailer = new Worker(namespace, 'mailer', { image: images.mailer, scale, resources: RESOURCES });

  database.grantReadWrite(orders);
  database.grantReadOnly(mailer);
  const audit = environment.facts.vault?.audit;
  if (audit !== undefined) new AuditDevices(namespace, 'audit', audit);
  mailer.connections.allowTo(orders, { why: 'receipts are rendered by the orders' });
}

export default definePlatform({
  environments,
  posture,
  facts,
  declare: shop,
  exemptions,
  rules: [namesItsTeam],
  config: 'shop',
});
