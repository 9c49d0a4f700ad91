import type { Side } from '../comparison';

/** Nothing, where the other side has an environment that this one does not have: all of it is new, or gone. */
export function absentSide(from: string, { plan }: Side): Side {
  const { schema, environment, data, cluster } = plan;
  return {
    from: `${from}, which has no ${environment}`,
    plan: { schema, environment, data, cluster, resources: [], ends: [], edges: [] },
    exemptions: [],
    verdicts: [],
  };
}
