import type { Objective } from '../../constructs/observability/service-level';
import type { Plan } from '../../constructs/plan/plan';
import { BUDGET } from '../../constructs/plan/promised';

/** One objective that a service of a plan is held to. */
export interface Promised {
  readonly namespace: string;
  readonly service: string;
  readonly indicator: Objective['indicator'];
  readonly objective: Objective['name'];
  /** Share of the requests that may miss it, from 0 to 1. */
  readonly budget: number;
}

interface Rule {
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Every objective of an environment, as the rules have it that its Prometheus reads. */
export function promisedIn({ resources }: Plan): readonly Promised[] {
  return resources.flatMap((resource) => {
    if (resource.api !== 'kubernetes' || resource.object.kind !== 'PrometheusRule') return [];
    const { groups = [] } = (resource.object['spec'] ?? {}) as { groups?: readonly { rules?: readonly Rule[] }[] };
    return groups.flatMap(({ rules = [] }) => rules.flatMap(promised));
  });
}

function promised({ record, expr, labels }: Rule): readonly Promised[] {
  if (record !== BUDGET || labels === undefined) return [];
  const budget = Number(/^vector\((.+)\)$/.exec(expr)?.[1]);
  return [{ ...(labels as unknown as Omit<Promised, 'budget'>), budget }];
}
