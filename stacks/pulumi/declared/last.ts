import type { Plan } from '../../../constructs';

/** Those that nothing depends on: they depend on all others, and are fewer to wait for and to write into the state. */
export function lastOf(resources: Plan['resources']): Plan['resources'] {
  const needed = new Set(resources.flatMap(({ dependsOn }) => dependsOn));
  return resources.filter(({ id }) => !needed.has(id));
}
