import { monitoring as monitoringOf } from '../../../constructs/operators/whereabouts';
import { selectorOf, selects } from '../../../policies/selector';
import { called, type Live, written } from '../../cluster/cluster';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Asked, Check, Look } from '../check';
import { uses } from '../uses';

type Labels = Readonly<Record<string, string>>;

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec */
interface Prometheus extends Live {
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What of ours it has to find, and the two selectors that find it. */
const KINDS = [
  { kind: 'PodMonitor', by: 'podMonitorSelector', within: 'podMonitorNamespaceSelector' },
  { kind: 'PrometheusRule', by: 'ruleSelector', within: 'ruleNamespaceSelector' },
] as const;

/** Those that run where the facts say, of which one is enough that finds everything. */
const selectors: Look = async (asked, cluster) => {
  if (!uses(asked, ['monitoring.coreos.com'])) return [];
  const { namespace } = monitoringOf(asked.facts);
  const all = await cluster.list<Prometheus>('/apis/monitoring.coreos.com/v1/prometheuses');
  const here = all.filter(({ metadata }) => metadata.namespace === namespace);
  if (here.length === 0) return [elsewhere(namespace, all)];
  const problems = here.map((one) => KINDS.flatMap((kind) => notFound(one, kind, asked)));
  const whole = here.find((_, index) => problems[index]!.length === 0);
  return whole === undefined ? problems.flat() : [ok(`${called(whole)} finds what is to be scraped`)];
};

function elsewhere(namespace: string, all: readonly Prometheus[]): Finding {
  if (all.length === 0) {
    const says = `no Prometheus of the Prometheus Operator is in ${namespace}, nor anywhere else`;
    return unknown(says, 'see that whatever reads PodMonitors and PrometheusRules finds those of this environment');
  }
  const says = `no Prometheus is in ${namespace}, and there is ${all.map(called).join(' and ')}`;
  return deviates(
    says,
    `say monitoring.namespace: ${all[0]!.metadata.namespace}: nothing may be scraped from there otherwise`,
  );
}

/** Why one does not find the objects of a kind; empty where it does. */
function notFound(
  prometheus: Prometheus,
  { kind, by, within }: (typeof KINDS)[number],
  asked: Asked,
): readonly Finding[] {
  const name = called(prometheus);
  const labels = monitoringOf(asked.facts).monitorLabels;
  const own = `monitoring.monitorLabels is ${written(labels) || 'left out'}`;
  const problems: Finding[] = [];
  if (!matches(prometheus.spec[by], labels)) {
    const asks = textOf(prometheus.spec[by]);
    problems.push(
      deviates(
        `${name} finds no ${kind} of ours: ${by} is ${asks}, and ${own}`,
        'write what it asks for to monitoring.monitorLabels',
      ),
    );
  }
  const missed = namespacesOf(asked, kind).filter(
    ([namespace, theirs]) => !inNamespace(prometheus, within, namespace, theirs),
  );
  if (missed.length > 0) {
    const says = `${name} looks for no ${kind} in ${missed.map(([namespace]) => namespace).join(' and ')}: ${within} is ${textOf(prometheus.spec[within])}`;
    problems.push(deviates(says, `let ${within} of the Prometheus select them; {} is all`));
  }
  return problems;
}

/** One that is left out selects nothing, an empty one everything. */
function matches(selector: unknown, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  return selects(selectorOf(selector, 'selector'), { labels, mayBear: () => false }) === 'yes';
}

/** Without a selector of namespaces, it looks in its own. */
function inNamespace({ spec, metadata }: Prometheus, within: string, namespace: string, labels: Labels): boolean {
  const selector = spec[within];
  return selector === undefined || selector === null ? metadata.namespace === namespace : matches(selector, labels);
}

/** The namespaces that have such objects in the plan, and their labels there and by Kubernetes itself. */
function namespacesOf({ plan }: Asked, kind: string): readonly (readonly [name: string, labels: Labels])[] {
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

export const monitoring: Check = {
  says: 'Prometheus finds what is to be scraped, and the alerts.',
  looks: [selectors],
};
