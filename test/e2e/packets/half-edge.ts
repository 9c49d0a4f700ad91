import { WORKLOAD_LABEL } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';

/** The half of an edge: a workload's own policy, and who is at the other end. */
export interface Half {
  readonly direction: 'ingress' | 'egress';
  readonly of: string;
  readonly other: string;
}

/** The objects without one half of one edge. */
export function withoutHalf(objects: readonly Manifest[], { direction, of, other }: Half): readonly Manifest[] {
  let removed = 0;
  const rest = objects.map((policy) => {
    const spec = policy['spec'] as any;
    if (policy.kind !== 'NetworkPolicy' || policy.metadata.name !== of) return policy;
    const rules = (spec[direction] as readonly any[]).filter(
      ({ from, to }) => (from ?? to)?.[0].podSelector?.matchLabels[WORKLOAD_LABEL] !== other,
    );
    removed += spec[direction].length - rules.length;
    return { ...policy, spec: { ...spec, [direction]: rules } };
  });
  if (removed !== 1) throw new Error(`${of} has ${removed} rules of ${direction} for ${other}`);
  return rest;
}
