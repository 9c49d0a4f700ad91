import { kindOf } from '../../../../constructs/plan/kinds';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { authorizedBy } from './guards/authorization';
import { guardFindings } from './guards/findings';
import { modes } from './mesh/modes';
import { meshObjects } from './mesh/objects';

/** Who is in the mesh, who proves what to whom there, and who is let through. */
export function mesh(comparison: Comparison): readonly Finding[] {
  const authorizations = guardFindings(comparison, {
    topic: 'mesh',
    isOne: ({ object }) => kindOf(object) === 'security.istio.io/AuthorizationPolicy',
    read: (resource, { plan }) => authorizedBy(resource, plan.cluster.meshRoot),
  });
  return [...modes(comparison), ...authorizations, ...meshObjects(comparison)];
}
