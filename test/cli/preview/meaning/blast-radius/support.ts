import { type Comparison, comparisonOf } from '../../../../../cli/preview/comparison';
import type { Finding } from '../../../../../cli/preview/finding';
import type { Analysis } from '../../../../../cli/preview/meaning/analysis';
import { type Plan, planOf, type Resource } from '../../../../../constructs';
import { environment } from '../../../../support/environment';

export { kubernetes, object, vault } from '../../../../policies/support';

const EMPTY: Plan = planOf(environment());

/** A change from some resources to others, in an environment that protects its data unless it is said otherwise. */
export function change(
  before: readonly Resource[],
  after: readonly Resource[],
  [was, is]: readonly [Partial<Plan>, Partial<Plan>] = [{}, {}],
): Comparison {
  const side = (resources: readonly Resource[], rest: Partial<Plan>, from: string) => ({
    from,
    plan: { ...EMPTY, data: 'protected' as const, resources, ...rest },
  });
  return comparisonOf(side(before, was, 'before'), side(after, is, 'after'));
}

/** What an analysis says of a change: effect, gate, sentence, and details below it. */
export function told(analysis: Analysis, comparison: Comparison): readonly string[] {
  return analysis(comparison).flatMap(lines);
}

function lines({ effect, gate, says, details = [] }: Finding): readonly string[] {
  return [`${effect}${gate === undefined ? '' : ` (${gate})`}: ${says}`, ...details.map((line) => `  ${line}`)];
}
