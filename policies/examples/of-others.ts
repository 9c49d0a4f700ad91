/** A namespace of others, into which nothing that runs is put. */
export const BINDING_ELSEWHERE = {
  shows: 'a namespace of others, into which only a binding of a role is put',
  resources: [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'api', namespace: 'kube-system' },
    },
  ],
} as const;
