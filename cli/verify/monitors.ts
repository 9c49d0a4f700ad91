import { identityOf, namespaceOf } from '../../constructs/plan/identity';
import { kindOf } from '../../constructs/plan/kinds';
import type { KubernetesResource, Resource } from '../../constructs/plan/resource';
import { type Fields, fieldsOf, listOf } from '../../policies/fields';
import { monitoredNamespaces } from '../../policies/monitors';
import { type Selector, selectorOf, selects } from '../../policies/selector';
import { type Cluster, hasLabels } from '../cluster/cluster';
import { type LivePod, podsWith } from '../cluster/pods';
import { isReady } from './crew';

/** What tells the operator of Prometheus whom to scrape, and the fields of it that say where. */
const MONITORS: Readonly<Record<string, { readonly prefix: string; readonly endpoints: string }>> = {
  'monitoring.coreos.com/PodMonitor': { prefix: 'podMonitor', endpoints: 'podMetricsEndpoints' },
  'monitoring.coreos.com/ServiceMonitor': { prefix: 'serviceMonitor', endpoints: 'endpoints' },
};

/** A monitor of a plan. */
export interface Monitor {
  readonly resource: KubernetesResource;
  /** What Prometheus calls the targets of each of its endpoints: `podMonitor/shop/api/0`. */
  readonly pools: readonly string[];
  /** Whom it selects: pods of a namespace, by their labels. */
  readonly selected: readonly Selected[];
}

interface Selected {
  readonly namespace: string;
  readonly isOne: (pod: LivePod) => boolean;
}

/** The monitors of a plan. */
export function monitorsIn(resources: readonly Resource[]): readonly Monitor[] {
  const objects = resources.filter((one) => one.api === 'kubernetes');
  const namespaces = objects.flatMap(({ object }) => (object.kind === 'Namespace' ? [object.metadata.name] : []));
  return objects.flatMap((resource) => {
    const { object } = resource;
    const known = MONITORS[kindOf(object)];
    if (known === undefined) return [];
    const spec = fieldsOf(object['spec'], 'spec');
    const pools = listOf(spec[known.endpoints], `spec.${known.endpoints}`).map(
      (_, index) => `${known.prefix}/${identityOf({ ...object.metadata, namespace: namespaceOf(object) })}/${index}`,
    );
    const selector = selectorOf(spec['selector'], 'spec.selector');
    const within = monitoredNamespaces(spec, namespaceOf(object), namespaces);
    const selected =
      known.prefix === 'podMonitor' ? podsBy(selector, within) : podsOfServices(selector, within, objects);
    return [{ resource, pools, selected }];
  });
}

function podsBy(selector: Selector, namespaces: readonly string[]): readonly Selected[] {
  const isOne = ({ metadata: { labels = {} } }: LivePod) => isSelected(selector, labels);
  return namespaces.map((namespace) => ({ namespace, isOne }));
}

/** Those behind the Services of the plan that a ServiceMonitor selects. */
function podsOfServices(
  selector: Selector,
  namespaces: readonly string[],
  objects: readonly KubernetesResource[],
): readonly Selected[] {
  return objects.flatMap(({ object }) => {
    const namespace = namespaceOf(object);
    if (kindOf(object) !== 'Service' || !namespaces.includes(namespace)) return [];
    if (!isSelected(selector, object.metadata.labels ?? {})) return [];
    const { selector: labels } = fieldsOf(object['spec'], 'spec') as Fields & { selector?: Record<string, string> };
    return labels === undefined ? [] : [{ namespace, isOne: (pod) => hasLabels(pod, labels) }];
  });
}

function isSelected(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  return selects(selector, { labels, mayBear: () => false }) === 'yes';
}

/** Whom of it there is to scrape: the pods that are ready. @throws Unreadable */
export async function podsOf({ selected }: Monitor, cluster: Cluster): Promise<readonly LivePod[]> {
  const found = await Promise.all(
    selected.map(async ({ namespace, isOne }) =>
      (await podsWith(cluster, {}, namespace)).filter((pod) => isReady(pod) && isOne(pod)),
    ),
  );
  return [...new Map(found.flat().map((pod) => [identityOf(pod.metadata), pod])).values()];
}
