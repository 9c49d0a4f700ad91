export { Cache, type CacheProps } from './data/cache';
export { DatabaseReport } from './data/database-report';
export { ExternalPostgres } from './data/external-postgres';
export type {
  ExternalPostgresProps,
  ExternalPostgresVersion,
  ExternalReplicaProps,
} from './data/external-postgres-props';
export type { HeldLock, MigrationFinding, MigrationRule } from './data/migration/finding';
export { lintMigration, type MigrationDirection } from './data/migration/lint';
export type {
  AcceptableRule,
  AcceptedFinding,
  MigratedDatabase,
  MigrationChecklist,
  SchemaMigrationProps,
} from './data/migration/props';
export { Pooler, type PoolerProps } from './data/pooler';
export { Postgres } from './data/postgres';
export type { PostgresAccess } from './data/postgres-access';
export type { BackupProps } from './data/postgres-backup';
export type { PostgresProps } from './data/postgres-props';
export { Queue, type QueueProps } from './data/queue';
export { RabbitMq } from './data/rabbitmq';
export type { RabbitMqProps } from './data/rabbitmq-props';
export type { ReadGrantOptions } from './data/read-replicas';
export { Redis, type RedisProps } from './data/redis';
export type { RedisServerProps } from './data/redis-server';
export type { DatabaseReportProps } from './data/report/props';
export { SchemaMigration } from './data/schema-migration';
export { Environment, type EnvironmentFields, type EnvironmentProps } from './environment';
export { Existing } from './existing/existing';
export type { ExistingProps, ExistingWorkload } from './existing/existing-workload';
export { BACKUPS, type BackupFacts } from './facts/backup-facts';
export type { ClusterFacts, DnsFacts, Monitoring, NetworkPlugin, OperatorNamespaces } from './facts/cluster-facts';
export { FACTS, type Facts } from './facts/facts';
export type { Prices } from './facts/prices';
export { SECRETS_MANAGER, type SecretsManagerFacts } from './facts/secrets-manager-facts';
export { configFromPulumi, factsFrom, type StackConfigOptions } from './facts/stack-config';
export { TRACES, type TraceFacts } from './facts/trace-facts';
export type { VaultAvailability } from './facts/vault-availability';
export { type AuditFacts, VAULT, type VaultFacts } from './facts/vault-facts';
export * as field from './fields/builders';
export { checked, checkFields, looserFields, type Named } from './fields/check-fields';
export * as check from './fields/checks';
export type { Field, Fields, Loosening, Path, Problem, Ranked, RankedFields } from './fields/field';
export type { Labels } from './fields/labels';
export type { Place } from './fields/place';
export type { Check } from './fields/text';
export type { IdentityProvider } from './gateway/access';
export type { CacheClass } from './gateway/cache';
export type { GatewayLimits } from './gateway/filters';
export type { Firewall, InFront, InGateway } from './gateway/firewall';
export { Gateway } from './gateway/gateway';
export type { GatewayProps } from './gateway/props';
export type { Rate } from './gateway/rate-limit';
export type { ExposeOptions } from './gateway/route';
export type { GrantOptions, Reload, RotatingGrantOptions } from './grants/grant-options';
export type { Grantable, Grantee } from './grants/grantee';
export { type Delivery, Grants, type Offer } from './grants/grants';
export { UserError } from './invalid';
export { KubernetesObject, type TypedObject } from './kubernetes';
export { ExternalHost, type ExternalHostProps } from './mesh/external-host';
export { LoadShedding, type LoadSheddingOptions, type LoadSheddingProps } from './mesh/load-shedding';
export { Mesh } from './mesh/mesh';
export { MeshRootAlerts, type MeshRootAlertsProps } from './mesh/mesh-root';
export type { RetryStrategy } from './mesh/retries';
export { Sidecar } from './mesh/sidecar';
export { type TrafficOptions, TrafficPolicy, type TrafficPolicyProps } from './mesh/traffic-policy';
export type { AllowOptions, AllowPorts } from './network/allow-options';
export type { WidestRange } from './network/cidr';
export {
  type Connectable,
  Connections,
  type ConnectionsProps,
  type Endpoint,
  type Listener,
} from './network/connections';
export type { Edge, Origin } from './network/edge';
export type { Enforcement } from './network/enforcement';
export type { HttpLimit, HttpMethod } from './network/http-limit';
export { WORKLOAD_LABEL, workloadLabels } from './network/labels';
export { type Caller, type Peer, podsIn } from './network/peer';
export { cidr, clients, publicInternet } from './network/peers/addresses';
export { dns, kubeApi, kubelet } from './network/peers/cluster';
export {
  certManager,
  cloudNativePg,
  istiod,
  prometheus,
  vaultSecretsOperator,
  vaultServer,
} from './network/peers/operators';
export { service } from './network/peers/service';
export { Port, type Ports } from './network/port';
export { SecureNamespace, type SecureNamespaceProps } from './network/secure-namespace';
export { Dashboard, type DashboardProps } from './observability/dashboards/dashboard';
export { Dashboards, type DashboardsProps } from './observability/dashboards/dashboards';
export type { Panel, Query, Row, Unit } from './observability/dashboards/model';
export { PlatformDashboard } from './observability/dashboards/platform-dashboard';
export { certificateExpires, type ExpiryAlertsProps, expiryAlerts } from './observability/expiry-alerts';
export { LogCollector } from './observability/logs/log-collector';
export type { LogCollectorProps, LogStore } from './observability/logs/log-collector-props';
export { type ObservedTls, type ObserveOptions, observe } from './observability/observe';
export type {
  MaintenanceWindow,
  OnCallMember,
  OnCallRotationProps,
  Receivers,
} from './observability/on-call/props';
export type { Mail, Receiver, SecretKey } from './observability/on-call/receivers';
export { OnCallRotation } from './observability/on-call/rotation';
export type { Shift } from './observability/on-call/shifts';
export type { WallTime } from './observability/on-call/wall-clock';
export type { Span } from './observability/promql';
export type { ServiceLevel } from './observability/service-level';
export type { Indicator, Signals } from './observability/signals';
export { TraceCollector } from './observability/traces/trace-collector';
export type { ProxySendOptions, SendOptions, TraceCollectorProps } from './observability/traces/trace-collector-props';
export type { Vector } from './observability/vector';
export {
  type Changed,
  diffPlans,
  isNoChange,
  type ListDiff,
  type Moved,
  type PlanDiff,
  type Renamed,
  type ResourceChange,
} from './plan/diff/diff-plans';
export type { FieldChange } from './plan/diff/fields';
export { edgesOf } from './plan/edges';
export { type End, type EndPort, endsOf } from './plan/ends';
export type { Exemption } from './plan/exemption';
export type { FormerIds } from './plan/former-ids';
export type { RuleParameters } from './plan/parameters';
export { parsePlan } from './plan/parse';
export { type PatchOperation, type PatchOptions, patch } from './plan/patch';
export { PLAN_SCHEMA, type Plan, type PlanCluster, planOf } from './plan/plan';
export type { KubernetesResource, Manifest, PatchedField, Resource, VaultResourcePlan } from './plan/resource';
export { type PlanPart, splitPlan } from './plan/split/split-plan';
export { synthesize } from './plan/synthesize';
export type { OwnRule } from './platform/own-rules';
export { definePlatform, isPlatform, type Platform, type PlatformProps } from './platform/platform';
export { POSTURE, type Posture } from './posture';
export { STANDARDS } from './standards';
export { AuditDevices } from './vault/audit-devices';
export { CertificateIssuer, type CertificateIssuerProps, type IssuerOptions } from './vault/certificate-issuer';
export { CiLogin, type CiLoginProps } from './vault/ci-login';
export type { CiRoleProps } from './vault/ci-role';
export {
  type AuthoritySigner,
  IntermediateAuthority,
  type IntermediateAuthorityProps,
} from './vault/intermediate-authority';
export { KeyValueSecret, type KeyValueSecretProps } from './vault/key-value-secret';
export { OperatorLogin, type OperatorLoginProps, type OperatorRoleProps } from './vault/operator-login';
export type { PeopleAccess } from './vault/people-access';
export { type Rotated, RotationPolicy } from './vault/rotation-policy';
export { SecretsOperatorCache, type SecretsOperatorCacheProps } from './vault/secrets-operator-cache';
export { TransitKey, type TransitKeyProps } from './vault/transit-key';
export { VaultQuota, type VaultQuotaProps } from './vault/vault-quota';
export { VaultResource, type VaultResourceProps, type VaultType, type VaultTypes } from './vault/vault-resource';
export type { ContainerOptions, ExtraContainer, SideContainer } from './workload/container-options';
export type { MountedSecret } from './workload/credentials';
export { HealthCheck } from './workload/health-check';
export type { LongRunningProps } from './workload/long-running';
export type { MetricsOptions, OperationOptions, ProbeOptions } from './workload/operation';
export { Pod } from './workload/pod';
export type { PodOptions } from './workload/pod-options';
export type { PodProps } from './workload/pod-props';
export type { CpuQuantity, MemoryQuantity, Resources, StorageQuantity } from './workload/resources';
export type { Autoscale, Scale } from './workload/scale';
export type { Backlog, QueueShare, ScaleBy } from './workload/scale-by';
export { ScheduledJob, type ScheduledJobProps } from './workload/scheduled-job';
export { type Disk, StatefulService, type StatefulServiceProps } from './workload/stateful-service';
export { type ClaimOptions, type ScratchDiskOptions, Volume } from './workload/volume';
export { WebService, type WebServiceProps } from './workload/web-service';
export { Worker, type WorkerProps } from './workload/worker';
