import { loadCrds } from '../servers/crds';
import type { Cluster } from './cluster/cluster';

/**
 * Defines every kind of some groups and of those below them, all at once: an operator ends where one of its own is missing, and
 * the API server makes the schema of all kinds anew after each.
 */
export function defineKinds(
  { admin }: Pick<Cluster, 'admin'>,
  groups: readonly string[],
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const isOne = (group: string) => groups.some((wanted) => group === wanted || group.endsWith(`.${wanted}`));
  return loadCrds(admin, log, ({ group }) => isOne(group));
}
