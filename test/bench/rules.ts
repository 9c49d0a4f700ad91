import { type KubernetesResource, kubernetesResource, type Resource } from '../../constructs/plan/resource';
import { judge } from '../../policies/index';
import { prepare } from '../../policies/prepare';
import { rules as all } from '../../policies/rules';
import { verdictsOf } from '../../policies/verdicts-of';
import { referenceResources } from '../support/reference';
import { cluster } from './cluster';
import { cpu, ms } from './cpu';
import { held } from './limit';

/** Resources, and what all rules may take for most of them, in milliseconds of CPU. */
const SIZES = [5_000, 50_000] as const;
const LIMIT = 2_000;

/** Workloads of a cluster in which each breaks eleven rules or so. */
const BROKEN = 16_000;
const NAMESPACES = 160;

const BUDGETS = 4_000;
const RUNS = 3;
const SLOWEST = 12;

/**
 * CPU of all rules on as many copies of the reference platform as it takes, each rule by itself, and on what some rule
 * or other is slow at: everything broken, and budgets that select by expressions alone.
 */
export function rules(): void {
  console.log('reference platforms side by side');
  console.log('resources  verdicts  judge     per resource');
  const [few, many] = SIZES.map((size) => copies(referenceResources('production'), size)) as [Resource[], Resource[]];
  const [first, last] = [row(few), row(many)];
  console.log(
    `${(many.length / few.length).toFixed(0)} times the resources: ${(last / first).toFixed(1)} times the CPU`,
  );
  console.log(`${ms(last)}, of a limit of ${held(last, LIMIT, ms)}`);
  byRule(many);
  console.log('\nworkloads that break every other rule');
  row(cluster(BROKEN, NAMESPACES).objects.map(({ object, path }) => kubernetesResource(object, path)));
  console.log('\nbudgets that select by an expression, and the workloads that they select');
  for (const operator of ['In', 'NotIn'] as const) row(budgeted(BUDGETS, operator));
}

/** The rules that take longest. */
function byRule(resources: readonly Resource[]): void {
  const prepared = prepare({ resources });
  const taken = all.map((rule) => {
    const runs = Array.from({ length: RUNS }, () => cpu(() => verdictsOf(rule, prepared)));
    // What the first that asks for it builds is for all of them.
    return { rule, least: Math.min(...runs), built: runs[0]! - Math.min(...runs) };
  });
  const sum = taken.reduce((total, { least }) => total + least, 0);
  console.log(`\nthe slowest of ${taken.length} rules, ${ms(sum)} together`);
  for (const { rule, least, built } of taken.sort((a, b) => b.least - a.least).slice(0, SLOWEST)) {
    console.log(`${ms(least).padStart(8)}  ${rule.id}${built > least ? `, and ${ms(built)} the first time` : ''}`);
  }
}

/** What a platform is, again and again under other names, until there are so many. */
function copies(resources: readonly Resource[], size: number): Resource[] {
  const found = new Map<string, Resource>();
  const text = JSON.stringify(resources);
  for (let copy = 0; found.size < size; copy++) {
    const renamed = JSON.parse(text.replaceAll('dwcp', `dwcp${copy}`)) as readonly Resource[];
    for (const resource of renamed) if (found.size < size) found.set(resource.id, resource);
  }
  return [...found.values()];
}

/** The least of a few runs, which other work on the machine disturbs least. */
function row(resources: readonly Resource[]): number {
  let verdicts = 0;
  const runs = Array.from({ length: RUNS }, () =>
    cpu(() => {
      verdicts = judge(resources).length;
    }),
  );
  const least = Math.min(...runs);
  const each = `${((1000 * least) / resources.length).toFixed(0)} µs`;
  console.log([`${resources.length}`.padEnd(9), `${verdicts}`.padEnd(8), ms(least).padEnd(8), each].join('  '));
  return least;
}

/** Workloads of one namespace, each with a budget of its own, or with one that leaves out another. */
function budgeted(count: number, operator: 'In' | 'NotIn'): readonly KubernetesResource[] {
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
