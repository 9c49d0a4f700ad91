import type { KubernetesResource, Resource } from '../../constructs/resource';
import { podSpecsOf } from '../containers';
import { type Fields, fieldsOf } from '../fields';
import { kindOf } from '../kind';
import { selects } from '../labels';
import { objectsOf } from '../namespaces';
import { isReplicated } from '../replicas';
import { each, type PlanRule } from '../rule';

/** A drain evicts pods as fast as it can unless a budget tells it how many may be missing. */
export const disruptionsBudgeted: PlanRule = {
  id: 'disruptions-budgeted',
  judges: 'plan',
  description: 'Replicated workloads have a disruption budget, because draining nodes may evict every replica at once.',
  level: 'mandatory',
  check: (plan) => {
    const budgets = budgetsIn(plan);
    return each(
      objectsOf(plan).filter(({ object }) => isReplicated(object)),
      ({ id, object }) =>
        podSpecsOf(object)
          .filter(({ metadata }) => {
            const labels = fieldsOf(metadata['labels'], 'metadata.labels');
            const places = [ANY, ...Object.entries(labels).map(pair)].map(
              (key) => `${object.metadata.namespace} ${key}`,
            );
            return !places.some((place) => budgets.get(place)?.some((selector) => selects(selector, labels, SELECTOR)));
          })
          .map(({ field }) => ({
            resource: id,
            field: field.replace(/spec$/, 'metadata.labels'),
            problem: 'no PodDisruptionBudget selects its pods, so draining nodes may evict all of them at once',
            fix: 'add one that keeps enough of them, or set spec.replicas to 1',
          })),
    );
  },
};

const SELECTOR = 'spec.selector';
const ANY = '*';

/** Selectors of budgets by namespace and by one label that they ask for, so that no workload is held against all of them. */
function budgetsIn(plan: readonly Resource[]): ReadonlyMap<string, readonly Fields[]> {
  const budgets = new Map<string, Fields[]>();
  for (const { object } of objectsOf(plan).filter(isBudget)) {
    const selector = fieldsOf(fieldsOf(object['spec'], 'spec')['selector'], SELECTOR);
    const [label] = Object.entries(fieldsOf(selector['matchLabels'], `${SELECTOR}.matchLabels`));
    const place = `${object.metadata.namespace} ${label === undefined ? ANY : pair(label)}`;
    budgets.set(place, [...(budgets.get(place) ?? []), selector]);
  }
  return budgets;
}

function isBudget({ object }: KubernetesResource): boolean {
  return kindOf(object) === 'policy/PodDisruptionBudget';
}

function pair([key, value]: readonly [string, unknown]): string {
  return `${key}=${value}`;
}
