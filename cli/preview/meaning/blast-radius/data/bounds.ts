import { valueAt } from '../value-at';

/** By which field something is deleted once it is old, or once there is much of it. */
export interface Bound {
  /** Keys from the object on; `EACH` is every entry of a list, by its name. */
  readonly path: readonly string[];
  /** What is deleted by it. */
  readonly what: string;
  /** How much it keeps, to compare, of the value and all that stands beside it; undefined where that cannot be told. */
  readonly amount: (value: unknown, body: Readonly<Record<string, unknown>>) => number | undefined;
}

export const EACH = '[]';

const FOR_EVER = Number.POSITIVE_INFINITY;
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31 };
const SECONDS: Readonly<Record<string, number>> = {
  ...{ ms: 0.001, s: 1, m: 60, h: 3600 },
  ...{ d: 86_400, w: 7 * 86_400, y: 365 * 86_400 },
};
const BYTES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `30d`, `5w` or `2m`; a month of Barman's is 31 days. What is left out keeps for ever. */
function days(policy: unknown): number | undefined {
  if (policy === undefined) return FOR_EVER;
  const [, count, unit] = /^(\d+)([dwm])$/.exec(String(policy)) ?? [];
  return unit === undefined ? undefined : Number(count) * DAYS[unit]!;
}

/** `720h0m0s` of Go or `1y2w` of Prometheus, as seconds. */
function seconds(span: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|[smhdwy]))+$/.test(span)) return undefined;
  const parts = span.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g);
  return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0);
}

/** A span that is `otherwise` where it is left out, and for ever where it is nothing. */
const span = (otherwise: string) => (value: unknown) => {
  const length = seconds(String(value ?? otherwise));
  return length === 0 ? FOR_EVER : length;
};

/** A count that is without bound where it is left out, negative, or nothing. */
function count(value: unknown): number | undefined {
  const number = Number(value ?? 0);
  if (Number.isNaN(number)) return undefined;
  return number <= 0 ? FOR_EVER : number;
}

/** -1 is without bound. What is left out is as the broker has it, which no topic says. */
function ofKafka(value: unknown): number | undefined {
  if (value === undefined || !/^(-1|\d+)$/.test(String(value))) return undefined;
  return Number(value) === -1 ? FOR_EVER : Number(value);
}

/** What follows from another value depends on more than that. */
const untold = () => undefined;

/** A day where nothing else bounds it. */
const ofPrometheus: Bound['amount'] = (value, body) =>
  value === undefined && valueAt(body, 'spec.retentionSize') !== undefined ? FOR_EVER : span('24h')(value);

function size(value: unknown): number | undefined {
  if (value === undefined) return FOR_EVER;
  const [, number, unit] = /^(\d+(?:\.\d+)?)([KMGTPE]?B)$/.exec(String(value)) ?? [];
  return unit === undefined ? undefined : Number(number) * 1024 ** BYTES.indexOf(unit);
}

const metrics: readonly Bound[] = [
  { path: ['spec', 'retention'], what: 'metrics', amount: ofPrometheus },
  { path: ['spec', 'retentionSize'], what: 'metrics', amount: size },
];
/** A queue that is not used goes whole by `expires`. */
const messages: readonly Bound[] = ['message-ttl', 'max-length', 'max-length-bytes', 'expires'].map((key) => ({
  path: ['spec', 'definition', key],
  what: 'messages',
  amount: (value) => (value === undefined ? FOR_EVER : Number(value)),
}));
const backupsOfPgBackRest: readonly Bound[] = [1, 2, 3, 4].map((repository) => ({
  path: ['spec', 'backups', 'pgbackrest', 'global', `repo${repository}-retention-full`],
  what: 'backups',
  amount: count,
}));
const records = (...keys: readonly string[]): readonly Bound[] =>
  keys.map((key) => ({ path: ['spec', 'config', key], what: 'records', amount: ofKafka }));

/**
 * By kind: the API references of CloudNativePG and of its plugin for Barman, Crunchy Data, Percona, MariaDB, Velero, Longhorn,
 * Prometheus Operator, NATS and RabbitMQ, https://kafka.apache.org/documentation/#topicconfigs, and of Vault
 * https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#configure-the-kv-engine, which keeps ten versions where nothing is said.
 */
export const BOUNDS: Readonly<Record<string, readonly Bound[]>> = {
  'barmancloud.cnpg.io/ObjectStore': [{ path: ['spec', 'retentionPolicy'], what: 'backups', amount: days }],
  'jetstream.nats.io/Stream': [
    { path: ['spec', 'maxAge'], what: 'messages', amount: (value) => span('0s')(value === '' ? undefined : value) },
    { path: ['spec', 'maxBytes'], what: 'messages', amount: count },
    { path: ['spec', 'maxMsgs'], what: 'messages', amount: count },
    { path: ['spec', 'maxMsgsPerSubject'], what: 'messages', amount: count },
    { path: ['spec', 'retention'], what: 'messages', amount: untold },
  ],
  'k8s.mariadb.com/Backup': [{ path: ['spec', 'maxRetention'], what: 'backups', amount: span('720h') }],
  'kafka.strimzi.io/KafkaTopic': [
    ...records('retention.ms', 'retention.bytes'),
    { path: ['spec', 'config', 'cleanup.policy'], what: 'records', amount: untold },
  ],
  'longhorn.io/RecurringJob': [{ path: ['spec', 'retain'], what: 'backups', amount: (value) => Number(value ?? 0) }],
  'monitoring.coreos.com/Prometheus': metrics,
  'pgv2.percona.com/PerconaPGCluster': backupsOfPgBackRest,
  'postgres-operator.crunchydata.com/PostgresCluster': backupsOfPgBackRest,
  'postgresql.cnpg.io/Cluster': [{ path: ['spec', 'backup', 'retentionPolicy'], what: 'backups', amount: days }],
  'psmdb.percona.com/PerconaServerMongoDB': [
    { path: ['spec', 'backup', 'tasks', EACH, 'keep'], what: 'backups', amount: count },
  ],
  'pxc.percona.com/PerconaXtraDBCluster': [
    { path: ['spec', 'backup', 'schedule', EACH, 'keep'], what: 'backups', amount: count },
  ],
  'rabbitmq.com/OperatorPolicy': messages,
  'rabbitmq.com/Policy': messages,
  'velero.io/Backup': [{ path: ['spec', 'ttl'], what: 'the backup', amount: span('720h') }],
  'velero.io/Schedule': [{ path: ['spec', 'template', 'ttl'], what: 'backups', amount: span('720h') }],
  'vault:kv/secretBackendV2:SecretBackendV2': [
    { path: ['maxVersions'], what: 'versions', amount: (value) => Number(value ?? 0) || 10 },
    { path: ['deleteVersionAfter'], what: 'versions', amount: count },
  ],
};
