import type { ObjectMeta } from '../operators/custom-object';

/** Whether what nobody declared is denied, or only made visible. */
export type Enforcement = 'enforced' | 'audit';

/** Says on each policy, and on the namespace, that it does not enforce. */
const SAID = { 'dwcp.io/enforcement': 'audit' } as const;

/** What the metadata of a policy adds. */
export const AUDIT_METADATA = { enforced: {}, audit: { annotations: SAID } } as const satisfies Record<
  Enforcement,
  Partial<ObjectMeta>
>;

/**
 * What the metadata of an AuthorizationPolicy adds.
 *
 * Istio then evaluates it beside the policies that count, and reports what it would have denied in metrics and logs.
 * https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/
 */
export const DRY_RUN_METADATA = {
  enforced: {},
  audit: { annotations: { ...SAID, 'istio.io/dry-run': 'true' } },
} as const satisfies Record<Enforcement, Partial<ObjectMeta>>;

/**
 * What each list of a NetworkPolicy adds: Kubernetes has no dry run, so beside the edges stands a rule that allows all.
 *
 * Nothing is denied and nothing is reported; what can be compared with real traffic are the edges.
 */
export const ALLOW_ALL = { enforced: [], audit: [{}] } as const satisfies Record<Enforcement, readonly object[]>;
