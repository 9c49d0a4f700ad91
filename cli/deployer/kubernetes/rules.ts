import type { Need } from './need';

/** A rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

type Field = 'apiGroups' | 'resources' | 'resourceNames' | 'verbs';

/** The fewest rules that say it all, in an order that depends on nothing but them. */
export function rulesFor(needs: readonly Need[]): readonly PolicyRule[] {
  const single = needs.map(
    ({ group, resource, verbs, names }): PolicyRule => ({
      apiGroups: [group],
      resources: [resource],
      ...(names && { resourceNames: names }),
      verbs,
    }),
  );
  const merged = ['verbs', 'resourceNames', 'resources'] as const;
  return merged.reduce(mergedBy, single).filter(({ verbs }) => verbs.length > 0);
}

/** One rule for those that differ in one field only, with what each of them has there; a field that is absent is all of it. */
function mergedBy(rules: readonly PolicyRule[], field: Field): readonly PolicyRule[] {
  const groups = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = JSON.stringify({ ...rule, [field]: rule[field] === undefined });
    const alike = groups.get(key);
    const values = [...new Set([...(alike?.[field] ?? []), ...(rule[field] ?? [])])].sort();
    groups.set(key, rule[field] === undefined ? rule : { ...rule, [field]: values });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
