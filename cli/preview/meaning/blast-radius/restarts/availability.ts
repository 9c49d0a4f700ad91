import type { Manifest } from '../../../../../constructs/plan/resource';
import type { Finding } from '../../../finding';
import { valueAt } from '../value-at';
import type { Rollout } from './rollout';

/** Whether somebody serves while pods are exchanged. */
export interface Availability {
  readonly effect: Finding['effect'];
  /** After the name of the workload. */
  readonly says: string;
  readonly isGated: boolean;
}

interface Around {
  readonly pods: number;
  /** Whether there is a pod on each node, so that nobody knows how many there are. */
  readonly each: boolean;
  /** As many as its budgets keep. */
  readonly kept: number | undefined;
}

export function availabilityOf(rollout: Rollout | undefined, { pods, each, kept }: Around): Availability {
  if (rollout === undefined) return worse('restarts, in a way that is up to its operator');
  if ('waitsFor' in rollout) return neutral(`keeps its pods as they are until ${rollout.waitsFor}`);
  const { left, surge } = rollout;
  if (left === 0)
    return down(`restarts, and is not available until ${pods === 1 ? 'its pod is' : 'its pods are'} back`);
  if (each) return neutral(`restarts node by node${surge > 0 ? ', each new pod beside the old one' : ''}`);
  const stays =
    pods === 1
      ? 'restarts with its pod available until another is'
      : `restarts with ${left} of its ${pods} pods available at the least`;
  if (kept !== undefined && left < kept) return down(`${stays}, where its budget keeps ${kept}`);
  return neutral(surge > 0 ? `${stays}, and room needed for ${surge} more` : stays);
}

/** The copies of a database restart one by one, and then the one that takes writes: docs/src/rolling_update.md of CloudNativePG 1.30. */
export function ofDatabase(cluster: Manifest, instances: number): Availability {
  if (instances === 1) return down('restarts, and is not available until its only instance is back');
  if (valueAt(cluster, 'spec.primaryUpdateStrategy') === 'supervised') {
    return worse('restarts its copies one by one, and waits for somebody to promote one of them');
  }
  if (valueAt(cluster, 'spec.primaryUpdateMethod') === 'switchover') {
    return worse('restarts its copies one by one, and takes no writes while one of them is promoted');
  }
  return worse('restarts its copies one by one, and takes no writes while its primary restarts');
}

function neutral(says: string): Availability {
  return { effect: 'neutral', says, isGated: false };
}

function worse(says: string): Availability {
  return { effect: 'worse', says, isGated: false };
}

function down(says: string): Availability {
  return { effect: 'worse', says, isGated: true };
}
