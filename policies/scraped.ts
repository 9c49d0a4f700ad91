import { namespaceOf } from '../constructs/plan/identity';
import type { KubernetesResource } from '../constructs/plan/resource';
import { builtOnce } from './built-once';
import { fieldsOf, textMapOf } from './fields';
import { LabelIndex } from './label-index';
import { monitoredNamespaces } from './monitors';
import type { Prepared } from './prepared';
import { tryRead } from './read';
import { labelsSelected, selectorOf } from './selector';
import type { PodSubject } from './subjects';
import { Unknowable } from './unknowable';

/** What selects pods for Prometheus, or for what reads its monitors, in the shape of its operator. */
const OF_PODS = [
  'monitoring.coreos.com/PodMonitor',
  'azmonitoring.coreos.com/PodMonitor',
  'monitoring.googleapis.com/PodMonitoring',
  'operator.victoriametrics.com/VMPodScrape',
];

/** The same by the Services in front of them. */
const OF_SERVICES = [
  'monitoring.coreos.com/ServiceMonitor',
  'azmonitoring.coreos.com/ServiceMonitor',
  'operator.victoriametrics.com/VMServiceScrape',
];

/** What may scrape anything: its targets are not in the shape of a selector. */
const OF_ANYTHING = ['monitoring.coreos.com/ScrapeConfig', 'monitoring.googleapis.com/ClusterPodMonitoring'];

/** Who scrapes whom, as far as monitors say. */
export interface Scraped {
  readonly pods: ReadonlySet<PodSubject>;
  /** Namespaces that a monitor looks into, so that it is by monitors that pods there are scraped. */
  readonly namespaces: ReadonlySet<string>;
  /** One that cannot be read, and so may select any pod. */
  readonly broken: Unknowable | undefined;
  readonly mayBeAnything: boolean;
}

/** Found once, however many pods are asked about. */
export const scrapedIn = builtOnce((context): Scraped => {
  const pods = new Set<PodSubject>();
  const namespaces = new Set<string>();
  let broken: Unknowable | undefined;
  const each = (monitors: readonly KubernetesResource[], read: (namespace: string, selector: unknown) => void) => {
    for (const monitor of monitors) {
      const found = tryRead(() => {
        const spec = fieldsOf(monitor.object['spec'], 'spec');
        for (const one of monitoredNamespaces(spec, namespaceOf(monitor.object), context.namespaces.keys())) {
          namespaces.add(one);
          read(one, spec['selector'] ?? {});
        }
      });
      if ('error' in found) broken ??= Unknowable.in(monitor, found.error);
    }
  };
  each(context.of(...OF_PODS), (namespace, selector) => {
    for (const pod of context.podsSelected(namespace, selector, 'spec.selector')) pods.add(pod);
  });
  const services = new Set<KubernetesResource>();
  each(context.of(...OF_SERVICES), (namespace, selector) => {
    for (const one of servicesSelected(namespace, selector, context)) services.add(one);
  });
  for (const service of services) for (const pod of podsBehind(service, context)) pods.add(pod);
  return { pods, namespaces, broken, mayBeAnything: context.of(...OF_ANYTHING).length > 0 };
});

/** The Services of a namespace that a monitor selects by their labels. */
export function servicesSelected(
  namespace: string,
  selector: unknown,
  context: Prepared,
): Iterable<KubernetesResource> {
  return servicesByLabel(context).selectedBy(namespace, selectorOf(selector, 'spec.selector'));
}

/** Labels that cannot be read select nothing here: the rules about Services say so. */
const servicesByLabel = builtOnce(
  (context) =>
    new LabelIndex(
      context.of('Service').flatMap((value) => {
        const { metadata } = value.object;
        const labels = tryRead(() => textMapOf(metadata.labels, 'metadata.labels'));
        return 'value' in labels ? [{ namespace: namespaceOf(value.object), labels: labels.value, value }] : [];
      }),
    ),
);

/** The pods that a Service selects; none where it has no selector, or one that cannot be read. */
export function podsBehind({ object }: KubernetesResource, context: Prepared): Iterable<PodSubject> {
  const selector = tryRead(() => labelsSelected(fieldsOf(object['spec'], 'spec')['selector'], 'spec.selector'));
  if ('error' in selector || Object.keys(selector.value).length === 0) return [];
  return context.podsSelected(namespaceOf(object), { matchLabels: selector.value }, 'spec.selector');
}
