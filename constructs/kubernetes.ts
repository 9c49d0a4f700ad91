import type { input } from '@pulumi/kubernetes/types';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { unused } from './names';
import type { Certificate } from './operators/cert-manager';
import type { Cluster, DatabaseRole, Pooler } from './operators/cloudnative-pg';
import type { CustomObject } from './operators/custom-object';
import type { Gateway, HttpRoute } from './operators/gateway-api';
import type { AuthorizationPolicy, PeerAuthentication, RequestAuthentication } from './operators/istio';
import type { WasmPlugin } from './operators/istio-extensions';
import type { DestinationRule, EnvoyFilter, ServiceEntry, VirtualService } from './operators/istio-networking';
import type { Plain } from './operators/plain';
import type { PodMonitor, PrometheusRule } from './operators/prometheus-operator';
import type {
  VaultAuth,
  VaultConnection,
  VaultDynamicSecret,
  VaultPkiSecret,
} from './operators/vault-secrets-operator';

type BuiltIn<ApiVersion extends string, Kind extends string, Args> = CustomObject<ApiVersion, Kind> &
  Plain<Omit<Args, 'apiVersion' | 'kind' | 'metadata' | 'status'>>;

export type Container = Plain<input.core.v1.Container>;
export type PodSpec = Plain<input.core.v1.PodSpec>;
export type PodTemplateSpec = Plain<input.core.v1.PodTemplateSpec>;
export type Volume = Plain<input.core.v1.Volume>;
export type VolumeMount = Plain<input.core.v1.VolumeMount>;
export type EnvVar = Plain<input.core.v1.EnvVar>;
export type Probe = Plain<input.core.v1.Probe>;
export type NetworkPolicySpec = Plain<input.networking.v1.NetworkPolicySpec>;
export type NetworkPolicyPeer = Plain<input.networking.v1.NetworkPolicyPeer>;

/** Every kind that the baseline renders, with all fields that its provider knows. */
export type TypedObject =
  | BuiltIn<'v1', 'ConfigMap', input.core.v1.ConfigMap>
  | BuiltIn<'v1', 'Namespace', input.core.v1.Namespace>
  | BuiltIn<'v1', 'Service', input.core.v1.Service>
  | BuiltIn<'v1', 'ServiceAccount', input.core.v1.ServiceAccount>
  | BuiltIn<'apps/v1', 'Deployment', input.apps.v1.Deployment>
  | BuiltIn<'apps/v1', 'StatefulSet', input.apps.v1.StatefulSet>
  | BuiltIn<'batch/v1', 'CronJob', input.batch.v1.CronJob>
  | BuiltIn<'networking.k8s.io/v1', 'NetworkPolicy', input.networking.v1.NetworkPolicy>
  | BuiltIn<'policy/v1', 'PodDisruptionBudget', input.policy.v1.PodDisruptionBudget>
  | AuthorizationPolicy
  | Certificate
  | Cluster
  | DatabaseRole
  | DestinationRule
  | EnvoyFilter
  | Gateway
  | HttpRoute
  | PeerAuthentication
  | PodMonitor
  | Pooler
  | PrometheusRule
  | RequestAuthentication
  | ServiceEntry
  | VaultAuth
  | VaultConnection
  | VaultDynamicSecret
  | VaultPkiSecret
  | VirtualService
  | WasmPlugin;

/** A Kubernetes object whose every field is checked by the compiler: one leaf of the tree. */
export class KubernetesObject extends ApiObject {
  constructor(scope: Construct, id: string, object: TypedObject) {
    super(scope, unused(scope, id), object);
  }
}
