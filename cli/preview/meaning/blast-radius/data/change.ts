import type { Resource } from '../../../../../constructs/plan/resource';
import type { Finding } from '../../../finding';

/** Something that happens to what is held. */
export interface DataChange {
  readonly resource: Resource;
  readonly effect: Finding['effect'];
  /** After the name of the resource. */
  readonly says: string;
  /** Whether data is lost by it, or can be. */
  readonly isLoss: boolean;
}

export function loss(resource: Resource, says: string): DataChange {
  return { resource, effect: 'worse', says, isLoss: true };
}
