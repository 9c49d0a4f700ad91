import { factsOf, type KindFacts, kindOf, type Path } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, isFields } from './fields';
import { Unknowable } from './unknowable';

export interface PodSpec {
  readonly field: string;
  readonly spec: Fields;
  readonly securityContext: Fields;
  /** Labels and annotations of the pods. */
  readonly metadata: Fields;
}

export interface Container {
  readonly name: string;
  readonly field: string;
  readonly list: (typeof LISTS)[number];
  readonly spec: Fields;
  readonly securityContext: Fields;
  readonly pod: PodSpec;
}

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** What only a pod has: an operator that fills in the containers is still told to join them to the node. */
export const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** Maps of text to text, in which a label may be called `containers` too. */
const TEXTS = new Set(['labels', 'annotations', 'matchLabels', 'nodeSelector']);

/**
 * Every pod that an object makes.
 *
 * A kind that is not known is searched for anything shaped like a pod, so that a custom resource is judged like a Deployment.
 */
export function podSpecsOf(object: Manifest): readonly PodSpec[] {
  const facts = factsOf(kindOf(object));
  if (facts.opaque) return [];
  if (facts.template === undefined) return search(object, '');
  if (refersElsewhere(object, facts)) return [];
  const template = at(facts.template, object);
  const pod = podSpec(step(template, 'spec'), template);
  const containers = `${pod.field}.containers`;
  // Only an operator may fill in the containers later, and these kinds have none.
  if (entriesOf(pod.spec['containers'], containers).length === 0) {
    throw new Unknowable(containers, 'it lists no container');
  }
  return [pod];
}

/** Whether an object is of a kind that is known to make pods, which it does in some namespace. */
export function makesPods(object: Manifest): boolean {
  return factsOf(kindOf(object)).template !== undefined;
}

/** Whether the template of its pods is that of another object, such as the Deployment that a rollout takes over. */
function refersElsewhere(object: Manifest, { templateElsewhere }: KindFacts): boolean {
  if (templateElsewhere === undefined) return false;
  return Object.keys(at(templateElsewhere, object).value).length > 0;
}

function at(path: Path, object: Manifest): Entry {
  return path.reduce<Entry>(step, { field: '', value: object });
}

/** Every container that an object runs, init and ephemeral ones included. */
export function containersOf(object: Manifest): readonly Container[] {
  return podSpecsOf(object).flatMap(containersIn);
}

/** The containers of one pod: none when an operator fills them in, as CloudNativePG does for a Pooler. */
export function containersIn(pod: PodSpec): readonly Container[] {
  return LISTS.flatMap((list) =>
    entriesOf(pod.spec[list], `${pod.field}.${list}`).map(({ field, value }) => ({
      name: String(value['name']),
      field,
      list,
      spec: value,
      securityContext: fieldsOf(value['securityContext'], `${field}.securityContext`),
      pod,
    })),
  );
}

function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

function step({ field, value }: Entry, key: string): Entry {
  return { field: join(field, key), value: fieldsOf(value[key], join(field, key)) };
}

function podSpec({ field, value }: Entry, template: Entry): PodSpec {
  return {
    field,
    spec: value,
    securityContext: step({ field, value }, 'securityContext').value,
    metadata: step(template, 'metadata').value,
  };
}

function search(value: unknown, field: string, parent: Entry = { field: '', value: {} }): readonly PodSpec[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => search(entry, `${field}[${index}]`));
  if (!isFields(value)) return [];
  const place = { field, value };
  const pod = isPodLike(value) ? [podSpec(place, parent)] : [];
  const inner = Object.keys(value).filter((key) => !TEXTS.has(key) && !LISTS.some((list) => list === key));
  return [...pod, ...inner.flatMap((key) => search(value[key], join(field, key), place))];
}

function isPodLike(value: Fields): boolean {
  return (
    LISTS.some((list) => !isAbsent(value[list])) ||
    HOST_NAMESPACES.some((field) => !isAbsent(value[field]) && value[field] !== false) ||
    (Array.isArray(value['volumes']) &&
      value['volumes'].some((volume) => isFields(volume) && !isAbsent(volume['hostPath'])))
  );
}
