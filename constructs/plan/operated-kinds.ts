/** What is true of one. */
interface OperatedFacts {
  /** What somebody makes of it: see `KindFacts`. */
  readonly operated: 'pods' | 'anything';
  readonly opaque?: true;
}

/** By group, the kinds of which an operator makes pods in their namespace whose template they do not hold. */
const PODS: Readonly<Record<string, readonly string[]>> = {
  'acid.zalan.do': ['postgresql'],
  'actions.github.com': ['AutoscalingRunnerSet'],
  'agent.k8s.elastic.co': ['Agent'],
  'apm.k8s.elastic.co': ['ApmServer'],
  'argoproj.io': ['ArgoCD', 'EventBus', 'EventSource', 'Sensor'],
  'beat.k8s.elastic.co': ['Beat'],
  'camel.apache.org': ['Integration'],
  'cassandra.datastax.com': ['CassandraDatacenter'],
  'ceph.rook.io': ['CephCluster'],
  'clickhouse.altinity.com': ['ClickHouseInstallation'],
  'couchbase.com': ['CouchbaseCluster'],
  'dragonflydb.io': ['Dragonfly'],
  'elasticsearch.k8s.elastic.co': ['Elasticsearch'],
  'flink.apache.org': ['FlinkDeployment'],
  'grafana.integreatly.org': ['Grafana'],
  'infinispan.org': ['Infinispan'],
  'jaegertracing.io': ['Jaeger'],
  'k8s.keycloak.org': ['Keycloak'],
  'k8s.mariadb.com': ['MariaDB'],
  'k8ssandra.io': ['K8ssandraCluster'],
  'kafka.banzaicloud.io': ['KafkaCluster'],
  'kiali.io': ['Kiali'],
  'kibana.k8s.elastic.co': ['Kibana'],
  'logging.banzaicloud.io': ['Logging'],
  'logstash.k8s.elastic.co': ['Logstash'],
  'loki.grafana.com': ['LokiStack'],
  'minio.min.io': ['Tenant'],
  'mongodb.com': ['MongoDB'],
  'mongodbcommunity.mongodb.com': ['MongoDBCommunity'],
  'mysql.oracle.com': ['InnoDBCluster'],
  'opensearch.opster.io': ['OpenSearchCluster'],
  'opentelemetry.io': ['OpenTelemetryCollector'],
  'operator.victoriametrics.com': ['VMAgent', 'VMAlert', 'VMAlertmanager', 'VMAuth', 'VMCluster', 'VMSingle'],
  'pgv2.percona.com': ['PerconaPGCluster'],
  'pingcap.com': ['TidbCluster'],
  'postgres-operator.crunchydata.com': ['PostgresCluster'],
  'ps.percona.com': ['PerconaServerMySQL'],
  'psmdb.percona.com': ['PerconaServerMongoDB'],
  'pxc.percona.com': ['PerconaXtraDBCluster'],
  'redis.redis.opstreelabs.in': ['Redis', 'RedisCluster', 'RedisReplication', 'RedisSentinel'],
  'scylla.scylladb.com': ['ScyllaCluster'],
  'serving.kserve.io': ['InferenceService'],
  'solr.apache.org': ['SolrCloud'],
  'sparkoperator.k8s.io': ['ScheduledSparkApplication', 'SparkApplication'],
  'tempo.grafana.com': ['TempoStack'],
  'zookeeper.pravega.io': ['ZookeeperCluster'],
};

/** Those that a tool renders, wherever it likes: their values and patches may look like pods, and are none yet. */
const RELEASES: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['Application', 'ApplicationSet'],
  'fleet.cattle.io': ['Bundle', 'GitRepo'],
  'helm.cattle.io': ['HelmChart', 'HelmChartConfig'],
  'helm.crossplane.io': ['Release'],
  'helm.toolkit.fluxcd.io': ['HelmRelease'],
  'kappctrl.k14s.io': ['App'],
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'operators.coreos.com': ['Subscription'],
  'packaging.carvel.dev': ['PackageInstall'],
};

/** Those of which anything may be made, and which say a part of it. */
const ANYTHING: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['AnalysisRun'],
  'build.openshift.io': ['BuildConfig'],
  'kubernetes.crossplane.io': ['Object'],
  'work.karmada.io': ['Work'],
  'work.open-cluster-management.io': ['ManifestWork'],
};

/** What is true of kinds of which somebody makes what they do not describe. */
export const OPERATED: ReadonlyMap<string, OperatedFacts> = new Map([
  ...kindsIn(PODS, { operated: 'pods' }),
  ...kindsIn(RELEASES, { operated: 'anything', opaque: true }),
  ...kindsIn(ANYTHING, { operated: 'anything' }),
]);

function kindsIn(
  groups: Readonly<Record<string, readonly string[]>>,
  facts: OperatedFacts,
): readonly (readonly [kind: string, facts: OperatedFacts])[] {
  return Object.entries(groups).flatMap(([group, kinds]) => kinds.map((kind) => [`${group}/${kind}`, facts] as const));
}
