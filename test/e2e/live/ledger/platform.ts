import {
  Cache,
  check,
  definePlatform,
  type Environment,
  field,
  POSTURE,
  Postgres,
  type PostgresAccess,
  type PostgresProps,
  type Posture,
  patch,
  SecureNamespace,
  WebService,
} from '@dwcp/baseline';
import { facts, type PlatformFacts } from '../../../../stacks/facts';

export const LEDGER = 'ledger';
export const DATABASE = 'orders';
export const DISK = '1Gi';

/** A cache that has an exporter. */
export const CACHE = 'pages';

/** Who uses it, by the access that is granted. */
export const CLIENTS: Readonly<Record<string, PostgresAccess>> = { writer: 'read-write', reader: 'read-only' };

/** Those of the reference platform, which its project asks for, and the exporter that it has none of. */
export interface LedgerFacts extends PlatformFacts {
  /** Image of redis_exporter, by its digest. */
  readonly exporter: string;
}

/** What of that database may be otherwise. */
export interface LedgerSize {
  /** @default 3 */
  readonly instances?: PostgresProps['instances'];
  /** @default 2 */
  readonly poolers?: number;
  /** @default DISK */
  readonly storage?: PostgresProps['storage'];
  /** @default 12 */
  readonly ttlHours?: number;
  /** What is changed of it by hand. */
  readonly patched?: (database: Postgres) => void;
}

/** A database of three instances behind two poolers, with one who may change data and one who may read it, and a cache. */
function declare(
  environment: Environment<Posture, LedgerFacts>,
  { instances = 3, poolers = 2, storage = DISK, ttlHours = 12, patched }: LedgerSize,
): void {
  const { images, exporter } = environment.facts;
  const { postgres: database, pgbouncer, api: client } = images;
  const namespace = new SecureNamespace(environment, LEDGER);
  const postgres = new Postgres(namespace, DATABASE, {
    instances,
    image: database,
    storage,
    resources: { cpu: '50m', memory: '512Mi' },
    pooler: { instances: poolers, image: pgbouncer, resources: { cpu: '50m', memory: '128Mi' } },
    credentials: { ttlHours },
  });
  patched?.(postgres);
  for (const [name, access] of Object.entries(CLIENTS)) {
    const resources = { cpu: '50m', memory: '128Mi' } as const;
    const service = new WebService(namespace, name, { image: client, scale: 1, resources });
    // What runs in its pod reads the login for each connection.
    if (access === 'read-write') postgres.grantReadWrite(service, { reload: 'file' });
    else postgres.grantReadOnly(service);
  }
  new Cache(namespace, CACHE, { image: images.redis, exporter, resources: { cpu: '20m', memory: '128Mi' } });
}

/** It in one environment, as strict as production, of a size. */
export function ledgerOf(size: LedgerSize) {
  return definePlatform<Posture, LedgerFacts>({
    environments: { live: { name: 'live', data: 'protected', zoneSpread: 'required', enforcement: 'enforced' } },
    posture: POSTURE,
    facts: { ...facts, exporter: field.text('name redis_exporter by its digest', check.imageByDigest) },
    declare: (environment) => declare(environment, size),
  });
}

/** What is deployed. */
export const platform = ledgerOf({});

/** The same, with the database's role for Vault in other words: its operator compares all of it with the database. */
export const reworded = ledgerOf({
  patched: (database) =>
    patch(database, {
      kind: 'DatabaseRole',
      change: { spec: { comment: 'applied again' } },
      why: 'somebody deploys while logins are alive',
    }),
});
