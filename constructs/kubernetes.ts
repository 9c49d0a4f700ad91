import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DaemonSet, Deployment, StatefulSet } from './api/apps-v1';
import type { HorizontalPodAutoscaler } from './api/autoscaling-v2';
import type { CronJob, Job } from './api/batch-v1';
import type { ConfigMap, Namespace, Service, ServiceAccount } from './api/core-v1';
import type { NetworkPolicy } from './api/networking-v1';
import type { PodDisruptionBudget } from './api/policy-v1';
import type { Role, RoleBinding } from './api/rbac-v1';
import { unused } from './names';
import type { AlertmanagerConfig } from './operators/alertmanager-config';
import type { ObjectStore } from './operators/barman-cloud';
import type { Certificate, Issuer } from './operators/cert-manager';
import type { Cluster, DatabaseRole, Pooler, ScheduledBackup } from './operators/cloudnative-pg';
import type { CustomObject } from './operators/custom-object';
import type { ExternalSecret, SecretStore } from './operators/external-secrets';
import type { Gateway, HttpRoute } from './operators/gateway-api';
import type { AuthorizationPolicy, PeerAuthentication, RequestAuthentication } from './operators/istio';
import type { WasmPlugin } from './operators/istio-extensions';
import type { DestinationRule, EnvoyFilter, ServiceEntry, VirtualService } from './operators/istio-networking';
import type { Telemetry } from './operators/istio-telemetry';
import type { ScaledObject } from './operators/keda';
import type { PodMonitor, PrometheusRule } from './operators/prometheus-operator';
import type { RabbitmqCluster } from './operators/rabbitmq';
import type {
  VaultAuth,
  VaultConnection,
  VaultDynamicSecret,
  VaultPkiSecret,
  VaultStaticSecret,
} from './operators/vault-secrets-operator';

export type { MetricSpec } from './api/autoscaling-v2';
export type {
  Container,
  EnvVar,
  PodSpec,
  PodTemplateSpec,
  Probe,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from './api/core-v1';
export type { NetworkPolicyPeer, NetworkPolicySpec } from './api/networking-v1';

type BuiltIn<ApiVersion extends string, Kind extends string, Args> = CustomObject<ApiVersion, Kind> &
  Omit<Args, 'apiVersion' | 'kind' | 'metadata'>;

/** Every kind that the baseline renders, with all fields that its provider knows. */
export type TypedObject =
  | BuiltIn<'v1', 'ConfigMap', ConfigMap>
  | BuiltIn<'v1', 'Namespace', Namespace>
  | BuiltIn<'v1', 'Service', Service>
  | BuiltIn<'v1', 'ServiceAccount', ServiceAccount>
  | BuiltIn<'apps/v1', 'DaemonSet', DaemonSet>
  | BuiltIn<'apps/v1', 'Deployment', Deployment>
  | BuiltIn<'apps/v1', 'StatefulSet', StatefulSet>
  | BuiltIn<'autoscaling/v2', 'HorizontalPodAutoscaler', HorizontalPodAutoscaler>
  | BuiltIn<'batch/v1', 'CronJob', CronJob>
  | BuiltIn<'batch/v1', 'Job', Job>
  | BuiltIn<'networking.k8s.io/v1', 'NetworkPolicy', NetworkPolicy>
  | BuiltIn<'policy/v1', 'PodDisruptionBudget', PodDisruptionBudget>
  | BuiltIn<'rbac.authorization.k8s.io/v1', 'Role', Role>
  | BuiltIn<'rbac.authorization.k8s.io/v1', 'RoleBinding', RoleBinding>
  | AlertmanagerConfig
  | AuthorizationPolicy
  | Certificate
  | Cluster
  | DatabaseRole
  | DestinationRule
  | EnvoyFilter
  | ExternalSecret
  | Gateway
  | HttpRoute
  | Issuer
  | ObjectStore
  | PeerAuthentication
  | PodMonitor
  | Pooler
  | PrometheusRule
  | RabbitmqCluster
  | RequestAuthentication
  | ScaledObject
  | ScheduledBackup
  | SecretStore
  | ServiceEntry
  | Telemetry
  | VaultAuth
  | VaultConnection
  | VaultDynamicSecret
  | VaultPkiSecret
  | VaultStaticSecret
  | VirtualService
  | WasmPlugin;

/** A Kubernetes object whose every field is checked by the compiler: one leaf of the tree. */
export class KubernetesObject extends ApiObject {
  constructor(scope: Construct, id: string, object: TypedObject) {
    super(scope, unused(scope, id), object);
  }
}
