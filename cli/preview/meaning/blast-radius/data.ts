import { identityOf } from '../../../../constructs/plan/identity';
import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';

/** What holds data and is no longer there. */
export function data({ diff }: Comparison): readonly Finding[] {
  return diff.removed.filter((resource) => resource.data).map(deleted);
}

function deleted(resource: Resource): Finding {
  return {
    topic: 'data',
    effect: 'worse',
    subject: resource.id,
    says: `${resource.kind} ${identityOf(resource)} is deleted, and what it holds with it`,
    gate: 'data-loss',
    resources: [resource.id],
  };
}
