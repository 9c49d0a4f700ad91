import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs/plan/resource';
import { NAMED, object } from './objects';
import { mostly } from './workloads';

const RBAC = 'rbac.authorization.k8s.io';

const listOf = <T>(...values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

/** Roles of one to three entries, each of which mostly grants little. */
export function roles(
  groups: readonly string[],
  resources: readonly string[],
  verbs: readonly string[],
): fc.Arbitrary<Manifest> {
  const grant = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }) },
    {
      weight: 4,
      arbitrary: fc
        .record({
          apiGroups: listOf('', 'apps', ...groups),
          resources: listOf('pods', ...resources),
          verbs: listOf('get', 'list', ...verbs),
          resourceNames: mostly<string[]>([], ['api']),
        })
        .map(({ resourceNames, ...rest }) => (resourceNames.length === 0 ? rest : { ...rest, resourceNames })),
    },
  );
  const urls = fc.constantFrom(
    { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    { nonResourceURLs: ['*'], verbs: ['get'] },
  );
  const namespaced = fc.array(grant, { maxLength: 3 }).map((rules) => object(`${RBAC}/v1`, 'Role')({ rules }));
  const clusterWide = fc
    .option(fc.array(fc.oneof({ weight: 5, arbitrary: grant }, { weight: 1, arbitrary: urls }), { maxLength: 3 }), {
      nil: undefined,
    })
    .map((rules) =>
      object(`${RBAC}/v1`, 'ClusterRole', { name: 'admission-api' })(rules === undefined ? {} : { rules }),
    );
  return fc.oneof(namespaced, clusterWide);
}

const ANYBODY = fc.constantFrom<object>(
  { kind: 'ServiceAccount', name: 'api', namespace: 'shop' },
  { kind: 'ServiceAccount', name: 'worker', namespace: 'shop' },
  { kind: 'Group', name: 'developers', apiGroup: RBAC },
  { kind: 'User', name: 'ada', apiGroup: RBAC },
  { kind: 'User', name: 'system:masters', apiGroup: RBAC },
  { kind: 'Group', name: 'default', apiGroup: RBAC },
);
const EVERYBODY = fc.constantFrom<object>(
  { kind: 'Group', name: 'system:masters', apiGroup: RBAC },
  { kind: 'Group', name: 'system:authenticated', apiGroup: RBAC },
  { kind: 'Group', name: 'system:serviceaccounts', apiGroup: RBAC },
  { kind: 'User', name: 'system:anonymous', apiGroup: RBAC },
  { kind: 'ServiceAccount', name: 'default', namespace: 'shop' },
);

/** Bindings of one role or another, mostly for somebody. */
export function bindings(): fc.Arbitrary<Manifest> {
  const subject = fc.oneof({ weight: 4, arbitrary: ANYBODY }, { weight: 1, arbitrary: EVERYBODY });
  return fc
    .record({
      isWide: fc.boolean(),
      role: mostly('view', 'cluster-admin'),
      kind: mostly('ClusterRole', 'Role'),
      subjects: fc.option(fc.array(subject, { maxLength: 3 }), { nil: undefined, freq: 6 }),
    })
    .map(({ isWide, role, kind, subjects }) =>
      object(
        `${RBAC}/v1`,
        isWide ? 'ClusterRoleBinding' : 'RoleBinding',
        isWide ? { name: 'admission-api' } : NAMED,
      )({
        roleRef: { apiGroup: RBAC, kind: isWide ? 'ClusterRole' : kind, name: role },
        ...(subjects && { subjects }),
      }),
    );
}
