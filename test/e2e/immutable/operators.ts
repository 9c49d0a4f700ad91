import { clusterWide, namespaced, type Trial } from './trial';

const POSTGRES = 'postgresql.cnpg.io/v1';
const OF_FIRST = { cluster: { name: 'first' } };
const SECOND = { name: 'second' };
const DATABASE = { ...OF_FIRST, name: 'app', owner: 'app' };

const database = (name: string, fields: Record<string, string>, refuses: Record<string, string>): Trial => ({
  object: namespaced(POSTGRES, 'Database', name, { spec: { ...DATABASE, ...fields } }),
  refuses: Object.fromEntries(Object.entries(refuses).map(([field, value]) => [`spec.${field}`, value])),
});

/** Every rule of a definition that compares a field with what it was. */
export const OF_OPERATORS: readonly Trial[] = [
  {
    object: namespaced('argoproj.io/v1alpha1', 'Rollout', 'tried', {
      spec: { selector: { matchLabels: { app: 'tried' } } },
    }),
    refuses: { 'spec.selector': { matchLabels: { app: 'other' } } },
    takes: { 'spec.replicas': 3 },
  },
  {
    object: clusterWide('gateway.networking.k8s.io/v1', 'GatewayClass', 'tried', {
      spec: { controllerName: 'example.com/a' },
    }),
    refuses: { 'spec.controllerName': 'example.com/b' },
    takes: { 'spec.description': 'another' },
  },
  {
    object: namespaced(POSTGRES, 'Backup', 'tried', { spec: OF_FIRST }),
    refuses: { spec: { ...OF_FIRST, target: 'primary' } },
  },
  {
    object: namespaced(POSTGRES, 'Cluster', 'first', {
      spec: { instances: 3, serviceAccountName: 'a', storage: { size: '1Gi' } },
    }),
    refuses: { 'spec.serviceAccountName': 'b' },
    takes: { 'spec.instances': 4, 'spec.storage': { size: '2Gi' } },
  },
  {
    object: namespaced(POSTGRES, 'Cluster', 'unnamed', { spec: { instances: 3, storage: { size: '1Gi' } } }),
    refuses: {},
    takes: { 'spec.serviceAccountName': 'a' },
  },
  database(
    'icu',
    { localeProvider: 'icu', icuLocale: 'de', icuRules: '&a < b', collationVersion: '1', encoding: 'UTF8' },
    { icuLocale: 'fr', icuRules: '&a < c', collationVersion: '2', encoding: 'LATIN1' },
  ),
  database('builtin', { localeProvider: 'builtin', builtinLocale: 'C' }, { builtinLocale: 'C.UTF-8' }),
  database(
    'libc',
    { localeProvider: 'libc', locale: 'C', localeCType: 'C', localeCollate: 'C', template: 'template0' },
    { localeProvider: 'icu', locale: 'POSIX', localeCType: 'POSIX', localeCollate: 'POSIX', template: 'template1' },
  ),
  {
    object: namespaced(POSTGRES, 'Database', 'tried', { spec: DATABASE }),
    refuses: { 'spec.cluster': SECOND, 'spec.name': 'other' },
    takes: { 'spec.encoding': 'UTF8', 'spec.owner': 'other' },
  },
  {
    object: namespaced(POSTGRES, 'DatabaseRole', 'tried', { spec: { ...OF_FIRST, name: 'app' } }),
    refuses: { 'spec.cluster': SECOND, 'spec.name': 'other' },
    takes: { 'spec.login': true },
  },
  {
    object: namespaced(POSTGRES, 'Pooler', 'tried', {
      spec: { ...OF_FIRST, instances: 2, serviceAccountName: 'a', pgbouncer: { poolMode: 'session' } },
    }),
    refuses: { 'spec.cluster': SECOND, 'spec.serviceAccountName': 'b' },
    takes: { 'spec.instances': 3, 'spec.pgbouncer': { poolMode: 'transaction' } },
  },
  {
    object: namespaced(POSTGRES, 'Publication', 'tried', {
      spec: { ...OF_FIRST, dbname: 'app', name: 'all', target: { allTables: true } },
    }),
    refuses: { 'spec.cluster': SECOND, 'spec.dbname': 'other', 'spec.name': 'other', 'spec.target.allTables': false },
  },
  {
    object: namespaced(POSTGRES, 'ScheduledBackup', 'tried', { spec: { ...OF_FIRST, schedule: '0 0 3 * * *' } }),
    refuses: { 'spec.cluster': SECOND },
    takes: { 'spec.schedule': '0 0 4 * * *' },
  },
  {
    object: namespaced(POSTGRES, 'Subscription', 'tried', {
      spec: { ...OF_FIRST, dbname: 'app', name: 'all', publicationName: 'all', externalClusterName: 'other' },
    }),
    refuses: { 'spec.cluster': SECOND, 'spec.dbname': 'other', 'spec.name': 'other' },
    takes: { 'spec.publicationName': 'some' },
  },
];
