import type { Asked } from './check';

/** Whether the environment has objects of one of these groups of the API: what they need is then needed. */
export function uses({ plan }: Asked, groups: readonly string[]): boolean {
  return plan.resources.some(
    (resource) => resource.api === 'kubernetes' && groups.includes(resource.object.apiVersion.split('/')[0]!),
  );
}
