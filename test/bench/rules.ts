import { kubernetesResource } from '../../constructs/plan/resource';
import { judge } from '../../policies/index';
import { cluster } from './cluster';

const SIZES = [4_000, 16_000] as const;
const NAMESPACES = 160;
const BUDGETS = 4_000;

/** CPU of all rules by the number of resources, and of budgets that select by expressions alone. */
export function rules(): void {
  judge(resources(SIZES[0]));
  console.log('resources  judge     per resource');
  for (const size of SIZES) {
    const objects = resources(size);
    row(
      objects.length,
      cpu(() => judge(objects)),
    );
  }
  console.log(`\nbudgets that select by an expression, and the workloads that they select`);
  for (const operator of ['In', 'NotIn'] as const) {
    const objects = budgeted(BUDGETS, operator);
    row(
      objects.length,
      cpu(() => judge(objects)),
    );
  }
}

function resources(workloads: number) {
  return cluster(workloads, NAMESPACES).objects.map(({ object, path }) => kubernetesResource(object, path));
}

function row(resources: number, milliseconds: number): void {
  const each = `${((1000 * milliseconds) / resources).toFixed(0)} µs`;
  console.log([`${resources}`.padEnd(9), `${milliseconds.toFixed(0)} ms`.padEnd(8), each].join('  '));
}

/** Workloads of one namespace, each with a budget of its own, or with one that leaves out another. */
function budgeted(count: number, operator: 'In' | 'NotIn') {
  return Array.from({ length: count }, (_, index) => `w${index}`).flatMap((name, index) => {
    const metadata = { name, namespace: 'shop' };
    const values = operator === 'In' ? [name] : [`w${(index + 1) % count}`];
    const selector = { matchExpressions: [{ key: 'app', operator, values }] };
    const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main' }] } };
    return [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 2, template } },
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector } },
    ].map((object) => kubernetesResource(object, name));
  });
}

/** Milliseconds of CPU, which other work on the machine disturbs less than the clock. */
function cpu(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
