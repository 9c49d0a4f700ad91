import type { Manifest } from '../../constructs/plan/resource';

/** A ScheduledBackup that the plugin is asked for. */
export const BY_PLUGIN = { method: 'plugin', pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } };

/** Both parts of a store, encrypted by the bucket. */
export function encrypted() {
  return { data: { encryption: 'aws:kms' }, wal: { encryption: 'AES256' } };
}

/** A database with a place for backups of its own. */
export function withStore(backup: object): Manifest {
  return database({ backup: { retentionPolicy: '30d', barmanObjectStore: encrypted(), ...backup } });
}

/** A database with the plugin as these say, behind those others. */
export function withPlugin(plugin: object, ...others: readonly object[]): Manifest {
  const parameters = { barmanObjectName: 'backups' };
  const whole = { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters, ...plugin };
  return database({ plugins: [...others, whole] });
}

/** Where the plugin keeps backups. */
export function objectStore(spec: object, namespace = 'shop'): Manifest {
  return {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'backups', namespace },
    spec: { retentionPolicy: '30d', configuration: encrypted(), ...spec },
  };
}

/** What makes a backup of the database each night. */
export function schedule(spec: object, namespace = 'shop'): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'daily', namespace },
    spec: { schedule: '0 0 3 * * *', cluster: { name: 'db' }, ...spec },
  };
}

/** A database, and nothing beside what is said. */
export function database(spec: object): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { instances: 3, ...spec },
  };
}
