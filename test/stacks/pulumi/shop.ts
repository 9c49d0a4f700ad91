import type { Plan } from '../../../constructs';
import { kubernetesResource, type Resource, vaultResource } from '../../../constructs/plan/resource';

export const ROLE = 'rbac.authorization.k8s.io/v1/ClusterRole reader';
export const CRD = 'apiextensions.k8s.io/v1/CustomResourceDefinition things.example.com';
export const NAMESPACE = 'v1/Namespace shop';
export const DENY = 'networking.k8s.io/v1/NetworkPolicy shop/default-deny';
export const CLAIM = 'v1/PersistentVolumeClaim shop/files';
export const DATABASE = 'postgresql.cnpg.io/v1/Cluster shop/db';
export const MOUNT = 'vault:index/mount:Mount live/shop';
export const LOGIN = 'vault:database/secretBackendRole:SecretBackendRole live/shop/roles/api';
export const API = 'apps/v1/Deployment shop/api';

/** A plan with something of everything: the cluster's, a namespace's and Vault's; data, guards and what is guarded. */
export function shop(data: Plan['data'] = 'protected'): Plan {
  return {
    schema: 1,
    environment: 'live',
    data,
    cluster: {
      id: 'd4b1f6c8-5a27-4e93-8f0c-3e6a9b7d2c15',
      podCidrs: [],
      nodeCidrs: [],
      trustDomain: 'cluster.local',
      meshRoot: 'istio-system',
    },
    resources: [
      object(ROLE),
      object(CRD),
      object(NAMESPACE),
      object(DENY, [NAMESPACE]),
      object(CLAIM, [NAMESPACE, DENY]),
      object(DATABASE, [NAMESPACE, DENY]),
      vault(MOUNT),
      vault(LOGIN, [MOUNT]),
      object(API, [NAMESPACE, DENY, DATABASE, LOGIN]),
    ],
    ends: [],
    edges: [],
  };
}

/** An object of Kubernetes, by its id. */
export function object(id: string, dependsOn: readonly string[] = [], rest: object = {}): Resource {
  const [type = '', identity = ''] = id.split(' ');
  const [name = '', namespace] = identity.split('/').reverse();
  const slash = type.lastIndexOf('/');
  const [apiVersion, kind] = [type.slice(0, slash), type.slice(slash + 1)];
  const metadata = { name, ...(namespace && { namespace }) };
  return kubernetesResource({ apiVersion, kind, metadata, ...rest }, id, dependsOn);
}

function vault(id: string, dependsOn: readonly string[] = []): Resource {
  const [type = '', vaultPath = ''] = id.split(' ');
  return vaultResource({ type, vaultPath, args: { path: vaultPath } }, id, dependsOn);
}
