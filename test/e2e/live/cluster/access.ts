import type { Manifest } from '../../../../constructs/plan/resource';
import { KUBELET_CLIENT } from './credentials';

/** What the enforcer of NetworkPolicies and the API server's own client may do, beside what Kubernetes itself grants. */
export function accessObjects(): readonly Manifest[] {
  const name = 'system:kube-router';
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        {
          apiGroups: [''],
          resources: ['namespaces', 'pods', 'services', 'nodes', 'endpoints'],
          verbs: ['get', 'list', 'watch'],
        },
        { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['get', 'list', 'watch'] },
      ],
    },
    binding(name, name),
    binding('system:kubelet-api-admin', KUBELET_CLIENT),
  ];
}

function binding(role: string, user: string): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: role },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }],
  };
}
