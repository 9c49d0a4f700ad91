import type { Resource } from '../../../constructs/plan/resource';
import type { Comparison } from '../comparison';
import type { EngineStep } from '../engine';
import type { Finding } from '../finding';
import { called } from './blast-radius/called';

/** Fields that are named in the sentence itself. */
const NAMED = 3;

/** What somebody else has changed, or taken away, since it was deployed. */
export function drift({ engine, before }: Comparison): readonly Finding[] {
  if (engine?.of !== 'drift') return [];
  const resources = new Map(before.plan.resources.map((resource) => [resource.id, resource]));
  return [...engine.steps].flatMap(([id, step]) => {
    const resource = resources.get(id);
    return resource === undefined ? [] : [step.op === 'delete' ? gone(resource) : changed(resource, step)];
  });
}

function gone(resource: Resource): Finding {
  return {
    topic: 'drift',
    effect: 'worse',
    subject: resource.id,
    says: `${called(resource)} is gone, and Pulumi has not deleted it`,
    ...(resource.data && { gate: 'data-loss' }),
    resources: [resource.id],
  };
}

function changed(resource: Resource, { fields }: EngineStep): Finding {
  const more = fields.length - NAMED;
  const named = [...fields.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return {
    topic: 'drift',
    effect: 'worse',
    subject: resource.id,
    says: `${called(resource)} is not as it was deployed: somebody else has changed ${named}`,
    ...(more > 0 && { details: fields }),
    resources: [resource.id],
  };
}
