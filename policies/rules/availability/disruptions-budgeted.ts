import { namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Resource } from '../../../constructs/plan/resource';
import { podSpecsOf } from '../../containers';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import { each, type PlanRule } from '../../former';
import { selectsLabels } from '../../labels';
import { objectsOf } from '../../namespaces';
import { isReplicated } from '../../replicas';
import type { PlanViolation } from '../../violation';

/** The pods of one workload, with where they and each of their labels are found. */
interface Pods {
  readonly resource: string;
  readonly field: string;
  readonly labels: Fields;
  /** One for each label, and one for budgets that ask for no label's value. */
  readonly places: readonly string[];
}

/** A drain evicts pods as fast as it can unless a budget tells it how many may be missing. */
export const disruptionsBudgeted: PlanRule = {
  id: 'disruptions-budgeted',
  judges: 'plan',
  description: 'Replicated workloads have a disruption budget, because draining nodes may evict every replica at once.',
  level: 'mandatory',
  check: (plan) => {
    const replicated = objectsOf(plan).filter(({ object }) => isReplicated(object));
    const pods = replicated.flatMap(({ id, object }) =>
      podSpecsOf(object).map(({ field, metadata }): Pods => {
        const labels = fieldsOf(metadata['labels'], 'metadata.labels');
        const places = placesOf(namespaceOf(object), labels);
        return { resource: id, field: field.replace(/spec$/, 'metadata.labels'), labels, places };
      }),
    );
    const budgets = budgetsIn(plan, pods);
    return each(pods, ({ resource, field, labels, places }): readonly PlanViolation[] => {
      const selectors = places.flatMap((place) => budgets.get(place) ?? []);
      if (selectors.some((selector) => selectsLabels(selector, labels, SELECTOR))) return [];
      return [
        {
          resource,
          field,
          problem: 'no PodDisruptionBudget keeps any of its pods, so draining nodes may evict all of them at once',
          fix: 'add one that keeps enough of them, or set spec.replicas to 1',
        },
      ];
    });
  },
};

const SELECTOR = 'spec.selector';

/**
 * Selectors of budgets by namespace and by the label that the fewest workloads bear.
 *
 * A label that all of them bear would have each workload held against every budget.
 */
function budgetsIn(plan: readonly Resource[], pods: readonly Pods[]): ReadonlyMap<string, readonly Fields[]> {
  const bearers = new Map<string, number>();
  for (const place of pods.flatMap(({ places }) => places)) bearers.set(place, (bearers.get(place) ?? 0) + 1);
  const borne = (place: string) => bearers.get(place) ?? 0;

  const budgets = new Map<string, Fields[]>();
  for (const { object } of objectsOf(plan)) {
    const spec = kindOf(object) === 'policy/PodDisruptionBudget' ? fieldsOf(object['spec'], 'spec') : {};
    // A selector that is absent selects no pod; an empty one selects all.
    if (isAbsent(spec['selector']) || !keepsAny(spec)) continue;
    const selector = fieldsOf(spec['selector'], SELECTOR);
    const asked = fieldsOf(selector['matchLabels'], `${SELECTOR}.matchLabels`);
    const rarest = placesOf(namespaceOf(object), asked).reduce((a, b) => (borne(b) < borne(a) ? b : a));
    const known = budgets.get(rarest);
    if (known === undefined) budgets.set(rarest, [selector]);
    else known.push(selector);
  }
  return budgets;
}

/** Whether a budget leaves any pod in place: without a number it allows every eviction. */
function keepsAny({ minAvailable, maxUnavailable }: Fields): boolean {
  if (isAbsent(maxUnavailable)) return !isAbsent(minAvailable) && Number.parseInt(String(minAvailable), 10) !== 0;
  return !(String(maxUnavailable).endsWith('%') && Number.parseInt(String(maxUnavailable), 10) >= 100);
}

function placesOf(namespace: string, labels: Fields): readonly string[] {
  return ['*', ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)].map((key) => `${namespace} ${key}`);
}
