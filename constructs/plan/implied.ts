import { factsOf, kindOf, type Path } from './kinds';
import { parentsAmong, parentsOf } from './parents';
import type { KubernetesResource, Manifest, Resource } from './resource';

type Labels = Readonly<Record<string, string>>;

/**
 * The order that safety asks for, whoever declared the objects.
 *
 * A namespace comes before what is in it; what guards the namespace before the rest; the policies that select a pod
 * before what runs the pod. Destruction goes in reverse, so a pod never outlives its policies. A route comes after the
 * Gateway that it names, since a deployment waits until that has accepted it.
 */
export function impliedDependencies(resources: readonly Resource[]): ReadonlyMap<string, readonly string[]> {
  const objects = resources.filter((resource) => resource.api === 'kubernetes');
  const namespaces = new Map<string, string>();
  const guards = new Map<string, string[]>();
  const policies = new SelectorIndex();
  for (const resource of objects) {
    const { metadata } = resource.object;
    if (kindOf(resource.object) === 'Namespace') namespaces.set(metadata.name, resource.id);
    else if (metadata.namespace !== undefined && isGuard(resource.object))
      append(guards, metadata.namespace, resource.id);
    else policies.add(resource);
  }
  const parents = parentsAmong(objects);
  const implied = new Map<string, string[]>();
  for (const { id, object } of objects) {
    const { namespace } = object.metadata;
    if (namespace === undefined) continue;
    const before = [namespaces.get(namespace) ?? []].flat();
    if (!isGuard(object)) before.push(...(guards.get(namespace) ?? []));
    before.push(...policies.selecting(namespace, podLabels(object)), ...parentsOf(object, parents));
    implied.set(id, before);
  }
  return implied;
}

/** Whether an object bounds a whole namespace rather than some pods in it. */
function isGuard(object: Manifest): boolean {
  const { guards } = factsOf(kindOf(object));
  if (guards !== 'what-it-selects') return guards === 'namespace';
  // One that selects by expressions guards pods that are not looked for here, so it comes before all of them.
  return Object.keys(selectorOf(object['spec'])).length === 0 && !('targetRefs' in at(object['spec']));
}

/** Policies by one of the labels that they select, so that a workload is compared with few of them. */
class SelectorIndex {
  private readonly byLabel = new Map<string, { readonly id: string; readonly labels: Labels }[]>();

  add({ id, object }: KubernetesResource): void {
    if (factsOf(kindOf(object)).guards === undefined) return;
    const { metadata, spec } = object;
    const labels = selectorOf(spec);
    const [first] = Object.entries(labels).sort();
    if (first !== undefined) append(this.byLabel, `${metadata.namespace} ${first.join('=')}`, { id, labels });
  }

  selecting(namespace: string, pod: Labels): string[] {
    return Object.entries(pod).flatMap((label) =>
      (this.byLabel.get(`${namespace} ${label.join('=')}`) ?? [])
        .filter(({ labels }) => Object.entries(labels).every(([key, value]) => pod[key] === value))
        .map(({ id }) => id),
    );
  }
}

function selectorOf(spec: unknown): Labels {
  const selector = at(spec)['podSelector'] ?? at(spec)['selector'];
  return at(at(selector)['matchLabels']) as Labels;
}

/** The labels of the pods that an object runs; none for one that runs no pods. */
function podLabels(object: Manifest): Labels {
  const { template = USUAL_TEMPLATE, podMetadata = [...template, 'metadata'] } = factsOf(kindOf(object));
  const metadata = podMetadata.reduce<unknown>((value, key) => at(value)[key], object);
  return at(at(metadata)['labels']) as Labels;
}

/** Where most kinds have it, and so one that is not known. */
const USUAL_TEMPLATE: Path = ['spec', 'template'];

function at(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
