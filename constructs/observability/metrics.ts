/** Of the kubelet's cAdvisor, for each container of a pod: https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md */
const OF_CONTAINER = ['namespace', 'pod', 'container'] as const;

/** Of the instance manager that runs each PostgreSQL, and each PgBouncer: https://cloudnative-pg.io/documentation/current/monitoring/ */
const OF_INSTANCE = ['namespace', 'pod'] as const;

/** Of a collector itself: https://opentelemetry.io/docs/collector/internal-telemetry/ */
const OF_COLLECTOR = ['namespace', 'pod'] as const;

/** Of redis_exporter, which is in the pod of its server: https://github.com/oliver006/redis_exporter */
const OF_REDIS = ['job', 'namespace', 'pod'] as const;

/** Of a node of RabbitMQ, whose plugin exports them: https://www.rabbitmq.com/docs/prometheus */
const OF_RABBITMQ = ['job', 'namespace', 'pod'] as const;

const OF_QUEUE = [...OF_RABBITMQ, 'queue', 'vhost'] as const;

/**
 * Every metric that a rule or a dashboard of ours reads, with the labels that it is asked by: no other file spells one out, but
 * for the older alerts on certificates, credentials and the audit.
 *
 * Those of Istio are what its proxies serve beside the application's own, on the port that `observe` has scraped:
 * https://istio.io/latest/docs/reference/config/metrics/
 */
const METRICS = {
  up: ['namespace', 'job', 'pod'],
  istio_requests_total: [
    'reporter',
    'destination_service_name',
    'destination_service_namespace',
    'response_code',
    'grpc_response_status',
  ],
  istio_request_duration_milliseconds_bucket: [
    'reporter',
    'destination_workload',
    'destination_workload_namespace',
    'response_code',
    'grpc_response_status',
    'le',
  ],
  ALERTS: ['namespace', 'alertstate', 'severity'],
  certmanager_certificate_expiration_timestamp_seconds: ['namespace', 'exported_namespace', 'name'],
  citadel_server_root_cert_expiry_timestamp: [],
  cnpg_backends_total: OF_INSTANCE,
  cnpg_backends_waiting_total: OF_INSTANCE,
  cnpg_collector_last_collection_error: OF_INSTANCE,
  cnpg_pg_database_size_bytes: OF_INSTANCE,
  cnpg_pg_replication_in_recovery: OF_INSTANCE,
  cnpg_pg_replication_is_wal_receiver_up: OF_INSTANCE,
  cnpg_pg_replication_lag: OF_INSTANCE,
  cnpg_pg_settings_setting: [...OF_INSTANCE, 'name'],
  cnpg_pg_stat_archiver_failed_count: OF_INSTANCE,
  cnpg_pg_stat_archiver_seconds_since_last_archival: OF_INSTANCE,
  cnpg_pg_stat_database_deadlocks: OF_INSTANCE,
  cnpg_pg_stat_database_xact_commit: OF_INSTANCE,
  cnpg_pg_stat_database_xact_rollback: OF_INSTANCE,
  cnpg_pgbouncer_pools_cl_active: OF_INSTANCE,
  cnpg_pgbouncer_pools_cl_waiting: OF_INSTANCE,
  cnpg_pgbouncer_pools_maxwait: OF_INSTANCE,
  cnpg_pgbouncer_pools_sv_active: OF_INSTANCE,
  cnpg_pgbouncer_pools_sv_idle: OF_INSTANCE,
  cnpg_pgbouncer_stats_avg_query_time: OF_INSTANCE,
  container_cpu_usage_seconds_total: OF_CONTAINER,
  container_memory_working_set_bytes: OF_CONTAINER,
  container_spec_memory_limit_bytes: OF_CONTAINER,
  externalsecret_status_condition: ['namespace', 'exported_namespace', 'name', 'condition', 'status'],
  keda_scaled_object_errors_total: ['namespace', 'exported_namespace', 'scaledObject'],
  kube_cronjob_created: ['namespace', 'exported_namespace', 'cronjob'],
  kube_cronjob_status_last_successful_time: ['namespace', 'exported_namespace', 'cronjob'],
  kube_pod_container_status_restarts_total: ['namespace', 'exported_namespace', 'pod', 'exported_pod'],
  kube_pod_start_time: ['namespace', 'exported_namespace', 'pod', 'exported_pod'],
  kube_statefulset_status_replicas_ready: ['namespace', 'exported_namespace', 'statefulset'],
  otelcol_exporter_queue_capacity: OF_COLLECTOR,
  otelcol_exporter_queue_size: OF_COLLECTOR,
  otelcol_exporter_send_failed_log_records: OF_COLLECTOR,
  otelcol_exporter_send_failed_spans: OF_COLLECTOR,
  otelcol_processor_tail_sampling_sampling_traces_on_memory: OF_COLLECTOR,
  otelcol_receiver_refused_spans: OF_COLLECTOR,
  rabbitmq_alarms_free_disk_space_watermark: OF_RABBITMQ,
  rabbitmq_alarms_memory_used_watermark: OF_RABBITMQ,
  rabbitmq_queue_consumers: OF_QUEUE,
  rabbitmq_queue_messages: OF_QUEUE,
  rabbitmq_queue_messages_ready: OF_QUEUE,
  redis_connected_clients: OF_REDIS,
  redis_connected_slave_lag_seconds: OF_REDIS,
  redis_evicted_keys_total: OF_REDIS,
  redis_keyspace_hits_total: OF_REDIS,
  redis_keyspace_misses_total: OF_REDIS,
  redis_master_link_up: OF_REDIS,
  redis_memory_max_bytes: OF_REDIS,
  redis_memory_used_bytes: OF_REDIS,
  redis_rejected_connections_total: OF_REDIS,
  redis_up: OF_REDIS,
} as const;

/** What our own rules record, by what it is told apart. */
const RECORDED_LABELS = ['namespace', 'service', 'indicator'] as const;

/** The name under which a rule of ours records something, for a service. */
type Recorded = `service:${string}`;

type Known = keyof typeof METRICS;

export type Metric = Known | Recorded;

/** The labels that a metric may be asked by. */
export type LabelOf<M extends Metric> = M extends Known
  ? (typeof METRICS)[M][number]
  : (typeof RECORDED_LABELS)[number] | 'objective';
