import type { Identity, KubernetesApi } from '../support/kubernetes-api';

export type KubernetesAttempt = readonly [what: string, ask: (api: KubernetesApi) => Promise<unknown>];

const RBAC = 'rbac.authorization.k8s.io/v1';
const OWN = '/api/v1/namespaces/dwcp';

const object = (kind: string, apiVersion: string, name: string, namespace?: string): Identity => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace && { namespace }) },
});

/** What whoever deploys an environment asks the API server for in vain, each a request of its own. */
export const attemptsOn = (environment: string): readonly KubernetesAttempt[] => {
  const own = `dwcp-deployer-${environment}`;
  const everything = { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  return [
    ['read a Secret of its own namespace', (api) => api.get(object('Secret', 'v1', 'canary', 'dwcp'))],
    ['read a login made for a workload', (api) => api.get(object('Secret', 'v1', 'dwcp-api-dwcp-postgres', 'dwcp'))],
    ['list the Secrets of its own namespace', (api) => api.list('v1', 'Secret', 'dwcp')],
    ['read a Secret of another', (api) => api.get(object('Secret', 'v1', 'canary', 'default'))],
    ['list the Secrets of another', (api) => api.list('v1', 'Secret', 'default')],
    ['list the Secrets of all', (api) => api.list('v1', 'Secret')],
    ['see what runs in another', (api) => api.list('apps/v1', 'Deployment', 'default')],
    ['write into another', (api) => api.apply(object('ConfigMap', 'v1', 'canary', 'default'))],
    ['write into kube-system', (api) => api.apply(object('ConfigMap', 'v1', 'canary', 'kube-system'))],
    ['make a namespace', (api) => api.apply(object('Namespace', 'v1', 'canary'))],
    ['give itself rights', (api) => api.apply(object('Role', RBAC, 'canary', 'dwcp'))],
    ['change its own role', (api) => api.apply({ ...object('Role', RBAC, own, 'dwcp'), ...everything })],
    ['change its own role of the cluster', (api) => api.apply({ ...object('ClusterRole', RBAC, own), ...everything })],
    [
      'bind itself to a role of more',
      (api) => api.apply({ ...object('RoleBinding', RBAC, 'canary', 'dwcp'), ...{ roleRef, subjects: [] } }),
    ],
    [
      'bind itself to the administrator’s',
      (api) => api.apply({ ...object('ClusterRoleBinding', RBAC, 'canary'), ...{ roleRef, subjects: [] } }),
    ],
    ['have a token of a workload', (api) => api.request('POST', `${OWN}/serviceaccounts/dwcp-api/token`, {})],
    ['log in to a pod', (api) => api.request('POST', `${OWN}/pods/canary/exec?command=sh`)],
    ['attach to a pod', (api) => api.request('POST', `${OWN}/pods/canary/attach`)],
    ['forward a port of a pod', (api) => api.request('POST', `${OWN}/pods/canary/portforward`)],
    [
      'add a container to a pod that runs',
      (api) =>
        api.request(
          'PATCH',
          `${OWN}/pods/canary/ephemeralcontainers`,
          { spec: { ephemeralContainers: [] } },
          'application/strategic-merge-patch+json',
        ),
    ],
    ['ask a node past the API server', (api) => api.request('GET', '/api/v1/nodes/canary/proxy/pods')],
  ];
};

/** What is no request of its own but a word in a role: whoever has it is whoever he says. */
export const WORDS: readonly (readonly [verb: string, group: string, resource: string])[] = [
  ['impersonate', '', 'users'],
  ['impersonate', '', 'groups'],
  ['impersonate', '', 'serviceaccounts'],
  ['escalate', 'rbac.authorization.k8s.io', 'roles'],
  ['escalate', 'rbac.authorization.k8s.io', 'clusterroles'],
  ['bind', 'rbac.authorization.k8s.io', 'roles'],
  ['bind', 'rbac.authorization.k8s.io', 'clusterroles'],
];

/** What the API server answers to `kubectl auth can-i`. */
export async function may(api: KubernetesApi, [verb, group, resource]: (typeof WORDS)[number]): Promise<boolean> {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb, group, resource, namespace: 'dwcp' } },
  };
  const answer = await api.request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', review);
  return (answer as { readonly status: { readonly allowed: boolean } }).status.allowed;
}

/** Where data is protected, beside all that. */
export const ATTEMPTS_ON_DATA: readonly KubernetesAttempt[] = [
  ['delete a namespace', (api) => api.delete(object('Namespace', 'v1', 'dwcp'))],
  ['delete the database', (api) => api.delete(object('Cluster', 'postgresql.cnpg.io/v1', 'dwcp-postgres', 'dwcp'))],
];
