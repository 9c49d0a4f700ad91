export { Pooler, type PoolerProps } from './data/pooler';
export { Postgres, type PostgresProps } from './data/postgres';
export type { PostgresAccess } from './data/postgres-access';
export { Redis, type RedisProps } from './data/redis';
export {
  type ClusterFacts,
  Environment,
  type EnvironmentProps,
  type Facts,
  type Posture,
  type VaultFacts,
} from './environment';
export { UserError } from './invalid';
export { KubernetesObject, type TypedObject } from './kubernetes';
export { WORKLOAD_LABEL, workloadLabels } from './labels';
export type { Manifest } from './manifest';
export { type ExposeOptions, Gateway, type GatewayProps } from './mesh/gateway';
export { Sidecar } from './mesh/sidecar';
export {
  type AllowOptions,
  type Connectable,
  Connections,
  type ConnectionsProps,
  type End,
} from './network/connections';
export { type Edge, edgesOf } from './network/edge';
export {
  clients,
  cloudNativePg,
  dns,
  istiod,
  kubeApi,
  kubelet,
  type Peer,
  podsIn,
  prometheus,
  vaultServer,
} from './network/peer';
export { Port } from './network/port';
export { SecureNamespace } from './network/secure-namespace';
export { type ScrapeProps, scrape } from './observability/scrape';
export type { Plain } from './plain';
export type { KubernetesResource, Resource, VaultResourcePlan } from './resource';
export { STANDARDS } from './standards';
export { synthesize } from './synthesis/synthesize';
export { VaultResource, type VaultResourceProps, type VaultType, type VaultTypes } from './vault/vault-resource';
export type { Grantable } from './workload/grantable';
export { type MountedSecret, Pod, type PodProps } from './workload/pod';
export type { CpuQuantity, MemoryQuantity, Resources, StorageQuantity } from './workload/resources';
export { ScheduledJob, type ScheduledJobProps } from './workload/scheduled-job';
export { WebService, type WebServiceProps } from './workload/web-service';
export { Worker, type WorkerProps } from './workload/worker';
