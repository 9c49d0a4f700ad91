import type { Plan } from '../../../../constructs/plan/plan';
import { reachabilityIn } from '../../../../policies/index';

/** A stack does not know what was declared: an edge of today counts as declared then where it was open, or may have been. */
export function withEdgesOfThen(plan: Plan): Plan {
  const rendered = reachabilityIn(plan).declared(plan);
  return { ...plan, edges: rendered.flatMap(({ edge, outcome }) => (isAlive(outcome) ? [edge] : [])) };
}

function isAlive(outcome: 'open' | 'unknown' | 'closed' | 'nobody'): boolean {
  return outcome === 'open' || outcome === 'unknown';
}
