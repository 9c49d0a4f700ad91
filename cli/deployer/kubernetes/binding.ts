import type { Manifest } from '../../../constructs/plan/resource';
import type { Subject } from '../subjects';

const RBAC = 'rbac.authorization.k8s.io';

/** A role, and who has it. */
export function withBinding(
  kind: 'ClusterRole' | 'Role',
  metadata: Manifest['metadata'],
  rules: readonly object[],
  subjects: readonly Subject[],
): readonly Manifest[] {
  const apiVersion = `${RBAC}/v1`;
  const roleRef = { apiGroup: RBAC, kind, name: metadata.name };
  return [
    { apiVersion, kind, metadata, rules },
    { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects },
  ];
}
