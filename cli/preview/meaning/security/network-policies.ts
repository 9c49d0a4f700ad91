import { isNetworkPolicy } from '../../../../policies/network-policy';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { guardFindings } from './guards/findings';
import { boundBy } from './guards/network';
import { byTraits } from './traits/by-traits';
import { OPAQUE } from './traits/reading';

/** What network policies let through that no connection tells, and whom they no longer protect. */
export function networkPolicies(comparison: Comparison): readonly Finding[] {
  const evaluated = guardFindings(comparison, {
    topic: 'policy',
    isOne: ({ object }) => isNetworkPolicy(object),
    read: boundBy,
  });
  return [...evaluated, ...unevaluated(comparison)];
}

/** Of Cilium, Calico and the cluster's administrator: nobody can tell here what one does. */
const unevaluated = byTraits({
  topic: 'policy',
  gate: 'weaker-posture',
  kubernetes: ({ object }) =>
    !isNetworkPolicy(object) && /Network(Policy|Set)$/.test(object.kind) ? OPAQUE : undefined,
});
