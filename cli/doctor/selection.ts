import { monitoring } from '../../constructs/operators/whereabouts';
import { selectorOf, selects } from '../../policies/selector';
import { called, type Live, written } from '../cluster/cluster';
import { deviates, type Finding } from '../diagnosis/finding';
import type { Asked } from './check';

type Labels = Readonly<Record<string, string>>;

/** What of the Prometheus Operator finds objects by selectors: https://prometheus-operator.dev/docs/api-reference/api/ */
export interface Finder extends Live {
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What of ours it has to find, and the two selectors that find it. */
export interface Selection {
  /** What it is that finds. */
  readonly finder: 'Prometheus' | 'Alertmanager';
  readonly kind: string;
  readonly by: string;
  readonly within: string;
}

/** Why one does not find the objects of a kind; empty where it does. */
export function notFound(one: Finder, { finder, kind, by, within }: Selection, asked: Asked): readonly Finding[] {
  const name = called(one);
  const labels = monitoring(asked.facts).monitorLabels;
  const own = `monitoring.monitorLabels is ${written(labels) || 'left out'}`;
  const problems: Finding[] = [];
  if (!matches(one.spec[by], labels)) {
    const asks = textOf(one.spec[by]);
    problems.push(
      deviates(
        `${name} finds no ${kind} of ours: ${by} is ${asks}, and ${own}`,
        'write what it asks for to monitoring.monitorLabels',
      ),
    );
  }
  const missed = namespacesOf(asked, kind).filter(
    ([namespace, theirs]) => !inNamespace(one, within, namespace, theirs),
  );
  if (missed.length > 0) {
    const says = `${name} looks for no ${kind} in ${missed.map(([namespace]) => namespace).join(' and ')}: ${within} is ${textOf(one.spec[within])}`;
    problems.push(deviates(says, `let ${within} of the ${finder} select them; {} is all`));
  }
  return problems;
}

/** One that is left out selects nothing, an empty one everything. */
function matches(selector: unknown, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  return selects(selectorOf(selector, 'selector'), { labels, mayBear: () => false }) === 'yes';
}

/** Without a selector of namespaces, it looks in its own. */
function inNamespace({ spec, metadata }: Finder, within: string, namespace: string, labels: Labels): boolean {
  const selector = spec[within];
  return selector === undefined || selector === null ? metadata.namespace === namespace : matches(selector, labels);
}

/** The namespaces that have such objects in the plan, and their labels there and by Kubernetes itself. */
export function namespacesOf({ plan }: Asked, kind: string): readonly (readonly [name: string, labels: Labels])[] {
  const objects = plan.resources.flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
  const names = new Set(objects.flatMap((one) => (one.kind === kind ? (one.metadata.namespace ?? []) : [])));
  return [...names].sort().map((name) => {
    const namespace = objects.find((one) => one.kind === 'Namespace' && one.metadata.name === name);
    return [name, { ...(namespace?.metadata.labels as Labels | undefined), 'kubernetes.io/metadata.name': name }];
  });
}

function textOf(selector: unknown): string {
  return selector === undefined ? 'left out, which selects nothing' : JSON.stringify(selector);
}
