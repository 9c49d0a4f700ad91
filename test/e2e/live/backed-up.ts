import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Postgres, patch, SecureNamespace, synthesize } from '../../../constructs';
import type { Manifest, Resource } from '../../../constructs/plan/resource';
import { ROOT } from '../../support/reference';
import { eventually } from '../support/eventually';
import type { LiveStore } from './backup-store';
import type { Cluster } from './cluster/cluster';
import { liveEnvironment } from './environment';
import { exec } from './kubectl';

/** As docs/guides/restore.md calls them, which is followed to the letter. */
export const SHOP = 'shop';
export const DATABASE = 'orders-db';

/** A database that is backed up to a store each day, and of which restores are tried; as it was at a moment, once it was lost. */
export function backedUp(
  images: { readonly database: string; readonly sidecar: string },
  clusterId: string,
  { facts }: LiveStore,
  asOf?: string,
): readonly Resource[] {
  const environment = liveEnvironment(clusterId, { backups: { ...facts, image: images.sidecar } });
  const database = new Postgres(new SecureNamespace(environment, SHOP), DATABASE, {
    instances: 1,
    image: images.database,
    storage: '1Gi',
    resources: { cpu: '50m', memory: '512Mi' },
    pooler: { instances: 1, image: images.database, resources: { cpu: '50m', memory: '128Mi' } },
    credentials: { ttlHours: 12 },
    backup: {
      owner: 'dba@example.com',
      schedule: '@daily',
      retentionDays: 30,
      drill: { query: 'SELECT count(*) = 20000 FROM orders' },
    },
  });
  if (asOf !== undefined) inItsPlace(database, asOf);
  return synthesize(environment);
}

/** What the guide has a stack say of a database that is to be as it was. */
function inItsPlace(database: Postgres, targetTime: string): void {
  const plugin = (serverName: string) => ({
    name: 'barman-cloud.cloudnative-pg.io',
    parameters: { barmanObjectName: `${database.node.id}-backup`, serverName },
  });
  patch(database, {
    kind: 'Cluster',
    change: {
      spec: {
        bootstrap: { initdb: null, recovery: { source: 'before', recoveryTarget: { targetTime } } },
        externalClusters: [{ name: 'before', plugin: plugin(database.node.id) }],
        plugins: [{ ...plugin(`${database.node.id}-2`), isWALArchiver: true }],
      },
    },
    why: 'restored after its loss',
  });
}

interface DatabaseSpec {
  readonly imageName: string;
  readonly storage: object;
  readonly postgresql: { readonly parameters: object };
}

/** The Cluster that the guide begins with a backup, with what it says to take from the one that runs, and a moment. */
export function beside(database: Manifest, targetTime: string): Manifest {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'restore.md'), 'utf8');
  const [, block] = /^```yaml\n(apiVersion: postgresql[\s\S]+?)^```$/m.exec(guide) ?? [];
  const cluster = parse(block ?? '') as Manifest & { readonly spec: { readonly bootstrap: { recovery: object } } };
  const { imageName, storage, postgresql } = database['spec'] as DatabaseSpec;
  const recovery = { ...cluster.spec.bootstrap.recovery, recoveryTarget: { targetTime } };
  return {
    ...cluster,
    spec: {
      ...cluster.spec,
      ...{ imageName, storage, postgresql: { parameters: postgresql.parameters } },
      bootstrap: { recovery },
    },
  } as Manifest;
}

/** Waits until the operator calls a database healthy. */
export function healthy({ api }: Cluster, name: string): Promise<boolean> {
  const identity = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name, namespace: SHOP } };
  const isHealthy = async () => (await api.get(identity))?.['status']?.phase === 'Cluster in healthy state';
  return eventually(isHealthy, { what: `${SHOP}/${name} healthy`, timeoutMs: 300_000 });
}

/** Asks the first instance of a database as its superuser. */
export function ask(cluster: Cluster, name: string, sql: string): Promise<string> {
  return exec(cluster, { namespace: SHOP, pod: `${name}-1` }, 'psql', '-XAtq', '-d', 'app', '-c', sql);
}

/** Waits for an answer of a database that begins with a backup: once that is done, it is restarted without the plugin beside it. */
export function answers(cluster: Cluster, name: string, sql: string, answer: string): Promise<boolean> {
  const isIt = () => ask(cluster, name, sql).then((said) => said === answer);
  return eventually(() => isIt().catch(() => false), { what: `'${answer}' of ${name}`, timeoutMs: 60_000 });
}

/** Has what was written until now archived, and waits until it is. */
export async function archived(cluster: Cluster): Promise<void> {
  // With something in it, so that there is a segment to end.
  const file = await ask(cluster, DATABASE, "SELECT pg_walfile_name(pg_logical_emit_message(false, '', 'end'))");
  await ask(cluster, DATABASE, 'SELECT pg_switch_wal()');
  const isThere = async () =>
    (await ask(cluster, DATABASE, `SELECT last_archived_wal >= '${file}' FROM pg_stat_archiver`)) === 't';
  await eventually(isThere, { what: `${file} archived`, timeoutMs: 120_000, everyMs: 500 });
}
