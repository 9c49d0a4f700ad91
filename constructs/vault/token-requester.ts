import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * A service account that no pod runs as, and the right to ask for tokens of it and of no other, for one that is elsewhere.
 *
 * All are called the same, and returned: what logs in by a token waits for them.
 */
export function tokenRequester(
  scope: Construct,
  name: string,
  requester: { readonly name: string; readonly namespace: string },
  annotations?: Readonly<Record<string, string>>,
): readonly KubernetesObject[] {
  const account = new KubernetesObject(scope, 'account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, ...(annotations !== undefined && { annotations }) },
    automountServiceAccountToken: false,
  });
  const role = new KubernetesObject(scope, 'token-role', {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name },
    rules: [{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [name], verbs: ['create'] }],
  });
  const binding = new KubernetesObject(scope, 'token-role-binding', {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name },
    roleRef: { apiGroup: RBAC, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', ...requester }],
  });
  binding.node.addDependency(account, role);
  return [account, role, binding];
}
