import { factsOf, kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource } from '../constructs/plan/resource';
import { makesPods } from './containers';
import type { Prepared } from './prepared';
import { operatedPodsOf } from './reachability/parties/operated/operated';
import { tryRead } from './read';
import type { NamespaceSubject } from './subjects';
import { Unknowable } from './unknowable';

/** What nobody writes but for pods of their own, though something else may make these. */
const SIGNS: ReadonlySet<string> = new Set([
  'PersistentVolumeClaim',
  'Service',
  'ServiceAccount',
  'autoscaling/HorizontalPodAutoscaler',
  'policy/PodDisruptionBudget',
]);

/** Namespaces of the cluster itself, into which others put a Service for what is watched there, or a binding of a role. */
const OF_THE_CLUSTER = /^(?:kube|openshift)-/;

/**
 * Whether a namespace is there for pods of whoever wrote this: it is declared, or something in it makes pods or is about them.
 *
 * A role, a certificate or a dashboard that is put beside the pods of somebody else says nothing of these. `own` are kinds
 * that do, for whoever asks.
 */
export function isPeopled(
  { field, name, objects }: NamespaceSubject,
  context: Pick<Prepared, 'podsOf'>,
  own: string,
): boolean {
  if (field === 'metadata.name') return true;
  const isAbout = ({ object }: KubernetesResource) =>
    kindOf(object) === own ||
    factsOf(kindOf(object)).operated === 'anything' ||
    (SIGNS.has(kindOf(object)) && !OF_THE_CLUSTER.test(name));
  return objects.some((one) => isAbout(one) || runsPods(one, context));
}

/** Whether pods come of an object in its namespace, by itself or by its operator. */
export function runsPods(resource: KubernetesResource, { podsOf }: Pick<Prepared, 'podsOf'>): boolean {
  const { object } = resource;
  if (factsOf(kindOf(object)).copied) return false;
  if (makesPods(object) || podsOf(resource).length > 0) return true;
  const operated = tryRead(() => operatedPodsOf(object) ?? []);
  if ('error' in operated) throw Unknowable.in(resource, operated.error);
  return operated.value.length > 0;
}
