import type { Manifest } from '../constructs/plan/resource';
import { fieldsOf, isAbsent } from './fields';
import { kindOf } from './kind';

const REPLICATED = new Set(['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout']);

/** Whether a workload may have more than one replica: an absent count is left to an autoscaler. */
export function isReplicated(object: Manifest): boolean {
  if (!REPLICATED.has(kindOf(object))) return false;
  const { replicas } = fieldsOf(object['spec'], 'spec');
  return isAbsent(replicas) || (replicas !== 0 && replicas !== 1);
}
