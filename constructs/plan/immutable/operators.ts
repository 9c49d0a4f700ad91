import type { ImmutableField, ImmutableFields } from './field';

/** `self == oldSelf` in the definition: of a field that may be left out, asked only where both sides have it. */
function refused(...fields: readonly string[]): readonly ImmutableField[] {
  return fields.map((field) => ({ field, only: 'to-another', refusedBy: 'definition' }));
}

/** What the webhook of CloudNativePG refuses is in internal/webhook/v1/cluster_webhook.go of its 1.30. */
export const OF_OPERATORS: ImmutableFields = {
  'argoproj.io/Rollout': refused('spec.selector'),
  'gateway.networking.k8s.io/GatewayClass': refused('spec.controllerName'),
  'postgresql.cnpg.io/Backup': refused('spec'),
  'postgresql.cnpg.io/Cluster': [
    ...refused('spec.serviceAccountName'),
    { field: 'spec.bootstrap', readOnce: true },
    { field: 'spec.postgresGID', default: 26, refusedBy: 'webhook' },
    { field: 'spec.postgresUID', default: 26, refusedBy: 'webhook' },
    { field: 'spec.storage.size', only: 'less', refusedBy: 'webhook' },
    { field: 'spec.tablespaces', only: 'nothing', refusedBy: 'webhook' },
    { field: 'spec.walStorage', only: 'nothing', refusedBy: 'webhook' },
    { field: 'spec.walStorage.size', only: 'less', refusedBy: 'webhook' },
  ],
  'postgresql.cnpg.io/Database': refused(
    'spec.builtinLocale',
    'spec.cluster',
    'spec.collationVersion',
    'spec.encoding',
    'spec.icuLocale',
    'spec.icuRules',
    'spec.locale',
    'spec.localeCType',
    'spec.localeCollate',
    'spec.localeProvider',
    'spec.name',
    'spec.template',
  ),
  'postgresql.cnpg.io/DatabaseRole': refused('spec.cluster', 'spec.name'),
  'postgresql.cnpg.io/Pooler': refused('spec.cluster', 'spec.serviceAccountName'),
  'postgresql.cnpg.io/Publication': refused('spec.cluster', 'spec.dbname', 'spec.name', 'spec.target.allTables'),
  'postgresql.cnpg.io/ScheduledBackup': refused('spec.cluster'),
  'postgresql.cnpg.io/Subscription': refused('spec.cluster', 'spec.dbname', 'spec.name'),
};
