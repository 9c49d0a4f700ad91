import { factsOf, kindOf } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { fieldsOf, isAbsent } from './fields';

/** Whether a workload may have more than one replica: an absent count is left to an autoscaler. */
export function isReplicated(object: Manifest): boolean {
  if (factsOf(kindOf(object)).keeps !== 'replicas') return false;
  const { replicas } = fieldsOf(object['spec'], 'spec');
  return isAbsent(replicas) || (replicas !== 0 && replicas !== 1);
}
