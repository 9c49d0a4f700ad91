import { namespaceOf } from '../constructs/plan/identity';
import type { KubernetesResource, VaultResourcePlan } from '../constructs/plan/resource';
import { labelsOf } from './added-labels';
import { groupByKind } from './by-kind';
import { CustomKinds } from './custom-kinds';
import { type Holders, holdersAmong } from './holders';
import { imagesIn } from './images/images';
import type { Judged } from './judged';
import { LabelIndex } from './label-index';
import { namespacesIn } from './namespaces';
import type { Prepared, SelectingKind } from './prepared';
import { remember } from './reachability/remember';
import { tryRead } from './read';
import { isNamed, readable, type Unreadable } from './resources';
import { Selections } from './selections';
import { selectorOf } from './selector';
import type { PodSubject } from './subjects';
import { NO_PODS, podsIn, type SubjectsIn, trafficRulesIn } from './subjects-in';
import { Workloads } from './workloads';

/** What was prepared, as the engine sees it. */
export interface Preparation extends Prepared {
  readonly objects: readonly KubernetesResource[];
  readonly vault: readonly VaultResourcePlan[];
  readonly unreadable: readonly Unreadable[];
  /** Objects that make pods, with these and their containers. */
  readonly makers: ReadonlyMap<KubernetesResource, SubjectsIn>;
  /** Objects that hold what a rule may be about. */
  readonly inside: Readonly<Record<'object' | 'pod' | 'container' | 'image' | 'trafficRule' | 'vault', Holders>>;
}

/** Everything that rules look up in what is judged. */
export function prepare(given: Judged): Preparation {
  const { resources, unreadable } = readable(given.resources);
  const objects = resources.filter((resource) => resource.api === 'kubernetes');
  const vault = resources.filter((resource) => resource.api === 'vault');
  // What has no names can be judged, but not looked up.
  const named = lazy(() => objects.filter(({ object }) => isNamed(object)));
  const namedByKind = lazy(() => groupByKind(named()));
  const ofKind = (kind: string) => namedByKind().get(kind) ?? [];
  const of = (...kinds: readonly string[]) => (kinds.length === 1 ? ofKind(kinds[0]!) : kinds.flatMap(ofKind));
  const makers = lazy(() => makersIn(objects));
  const podsOf = lazy(() => readablePods(makers()));
  const pods = lazy(() => podIndex(podsOf().values()));
  const byName = new Map<string, ReadonlyMap<string, KubernetesResource>>();
  const namesOf = (kind: string) =>
    remember(byName, kind, () => new Map(ofKind(kind).map((one) => [nameOf(one), one])));
  const namespaces = lazy(() => namespacesIn(named()));
  const workloads = lazy(() => new Workloads({ of }));
  const inside = insideOf(objects, vault, makers);
  const selections = new Map<SelectingKind, Selections>();
  const selectionsOf = (kind: SelectingKind) => {
    const known = selections.get(kind) ?? new Selections(kind, of(kind), pods());
    selections.set(kind, known);
    return known;
  };
  return {
    judged: { ...given, resources },
    objects,
    vault,
    unreadable,
    of,
    find: (kind, name, namespace = 'default') => namesOf(kind).get(`${namespace} ${name}`),
    get namespaces() {
      return namespaces();
    },
    get makers() {
      return makers();
    },
    inside,
    podsOf: (resource) => podsOf().get(resource) ?? NONE,
    podsSelected: (namespace, selector, field) => pods().selectedBy(namespace, selectorOf(selector, field)),
    selecting: (kind, pod) => selectionsOf(kind).selecting(pod),
    workloadOf: (resource) => workloads().of(resource),
  };
}

/** Each sort is looked for when the first rule about it asks. */
function insideOf(
  objects: readonly KubernetesResource[],
  vault: readonly VaultResourcePlan[],
  makers: () => ReadonlyMap<KubernetesResource, SubjectsIn>,
): Preparation['inside'] {
  const made = (what: keyof SubjectsIn) =>
    lazy(() => holdersAmong(makers().keys(), (maker) => makers().get(maker)?.[what] ?? []));
  const object = lazy(() => holdersAmong(objects, (value) => [{ value }]));
  const [pod, container] = [made('pods'), made('containers')];
  const image = lazy(() => holdersAmong(objects, (one) => imagesIn(one, makers().get(one) ?? NO_PODS)));
  const trafficRule = lazy(() => holdersAmong(objects, trafficRulesIn));
  const ofVault = lazy(() => holdersAmong(vault, (value) => [{ value }]));
  return {
    get object() {
      return object();
    },
    get pod() {
      return pod();
    },
    get container() {
      return container();
    },
    get image() {
      return image();
    },
    get trafficRule() {
      return trafficRule();
    },
    get vault() {
      return ofVault();
    },
  };
}

const NONE: readonly PodSubject[] = [];

function makersIn(objects: readonly KubernetesResource[]): ReadonlyMap<KubernetesResource, SubjectsIn> {
  const makers = new Map<KubernetesResource, SubjectsIn>();
  const custom = new CustomKinds(objects.map(({ object }) => object));
  for (const resource of objects) {
    const inside = podsIn(resource, custom);
    if (inside.pods.length > 0) makers.set(resource, inside);
  }
  return makers;
}

function readablePods(makers: Preparation['makers']): ReadonlyMap<KubernetesResource, readonly PodSubject[]> {
  const readable = new Map<KubernetesResource, readonly PodSubject[]>();
  for (const [maker, { pods }] of makers) {
    readable.set(
      maker,
      pods.flatMap((pod) => ('value' in pod ? pod.value : [])),
    );
  }
  return readable;
}

function podIndex(pods: Iterable<readonly PodSubject[]>): LabelIndex<PodSubject> {
  return new LabelIndex([...pods].flatMap((some) => some.flatMap(labelled)));
}

/** Labels that cannot be read are said to be so by the rules that read them. */
function labelled(pod: PodSubject) {
  const labels = tryRead(() => labelsOf(pod));
  return 'value' in labels ? [{ namespace: pod.namespace, labels: labels.value, value: pod }] : [];
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function nameOf({ object }: KubernetesResource): string {
  return `${namespaceOf(object)} ${object.metadata.name}`;
}
