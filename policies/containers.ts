import { factsOf, type KindFacts, kindOf, type Path } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { assemblerOf } from './assembled/assembled';
import { type CustomKinds, NO_CUSTOM_KINDS } from './custom-kinds';
import { type Entry, type Fields, fieldsOf, isAbsent, isFields, join, readEntries, step } from './fields';
import { toldAt, writtenAt } from './origins';
import type { PodSpec } from './pod-spec';
import { type Read, tryRead, tryReadAll } from './read';
import { Unknowable } from './unknowable';

export interface Container {
  readonly name: string;
  readonly field: string;
  readonly list: (typeof LISTS)[number];
  readonly spec: Fields;
  readonly securityContext: Fields;
  readonly pod: PodSpec;
}

/** The lists of containers that a pod has. */
export const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** What only a pod has: an operator that fills in the containers is still told to join them to the node. */
export const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** Maps of text to text, in which a label may be called `containers` too. */
const TEXTS = new Set(['labels', 'annotations', 'matchLabels', 'nodeSelector']);

/**
 * Every pod that an object makes, or why it cannot be read.
 *
 * A kind that is not known is searched for anything shaped like a pod, so that a custom resource is judged like a
 * Deployment: unless its definition is there, and describes none.
 */
export function readPods(object: Manifest, custom: CustomKinds = NO_CUSTOM_KINDS): readonly Read<PodSpec>[] {
  const facts = factsOf(kindOf(object));
  // What guards others makes none, and a NetworkPolicy is the largest object that there is.
  if (facts.opaque || facts.guards !== undefined) return [];
  if (facts.template === undefined) {
    const isKnown = assemblerOf(object) !== undefined;
    return isKnown || (!custom.holdsNoPods(object) && holdsPod(object)) ? search(object, '') : [];
  }
  if (refersElsewhere(object, facts)) return [];
  const template = at(facts.template, object);
  const pod = podSpec(step(template, 'spec'), template);
  const field = `${pod.field}.containers`;
  const containers = pod.spec['containers'];
  // Only an operator may fill in the containers later, and these kinds have none.
  const isEmpty = isAbsent(containers) || (Array.isArray(containers) && containers.length === 0);
  return [{ value: pod }, ...(isEmpty ? [{ error: new Unknowable(field, 'it lists no container') }] : [])];
}

/**
 * Every pod that an object makes.
 *
 * @throws Unknowable when one of them cannot be read.
 */
export function podSpecsOf(object: Manifest, custom?: CustomKinds): readonly PodSpec[] {
  return readPods(object, custom).map(orThrow);
}

/** Whether anything in an object is shaped like a pod, whatever it means there. */
export function looksLikePods(object: Manifest): boolean {
  return holdsPod(object);
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

/** The containers of one pod, each or why it cannot be read: none when an operator fills them in, as for a Pooler. */
export function readContainers(pod: PodSpec): readonly Read<Container>[] {
  return LISTS.flatMap((list) =>
    tryReadAll(() => readEntries(pod.spec[list], `${pod.field}.${list}`)).map((entry) => {
      const read = 'value' in entry ? tryRead(() => container(entry.value, list, pod)) : entry;
      return 'error' in read ? { error: toldAt(read.error, pod.origins) } : read;
    }),
  );
}

/**
 * The containers of one pod.
 *
 * @throws Unknowable when one of them cannot be read.
 */
export function containersIn(pod: PodSpec): readonly Container[] {
  return readContainers(pod).map(orThrow);
}

function container({ field: place, value }: Entry, list: Container['list'], pod: PodSpec): Container {
  const field = writtenAt(place, pod.origins);
  const securityContext = fieldsOf(value['securityContext'], `${field}.securityContext`);
  return { name: String(value['name']), field, list, spec: value, securityContext, pod };
}

function orThrow<T>(read: Read<T>): T {
  if ('error' in read) throw read.error;
  return read.value;
}

function podSpec({ field, value }: Entry, template: Entry): PodSpec {
  return {
    field,
    spec: value,
    securityContext: step({ field, value }, 'securityContext').value,
    metadata: step(template, 'metadata').value,
    metadataField: join(template.field, 'metadata'),
  };
}

function search(value: unknown, field: string, parent: Entry = { field: '', value: {} }): readonly Read<PodSpec>[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) =>
      search(entry, `${field}[${index}]`, { field: `${field}[${index}]`, value: {} }),
    );
  }
  if (!isFields(value)) return [];
  const isHeld = field !== '' && typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string';
  const found = searchFields({ field, value }, parent);
  return isHeld ? found.map((read) => ('value' in read ? { value: { ...read.value, ofHeld: true } } : read)) : found;
}

function searchFields(place: Entry, parent: Entry): readonly Read<PodSpec>[] {
  const { field, value } = place;
  const assemble = assemblerOf(value);
  if (assemble !== undefined) return tryReadAll(() => assemble(place));
  const pod = isPodLike(value) ? [tryRead(() => podSpec(place, parent))] : [];
  const inner = Object.keys(value).filter((key) => !TEXTS.has(key) && !LISTS.some((list) => list === key));
  return [...pod, ...inner.flatMap((key) => search(value[key], join(field, key), place))];
}

/** The fields by which a pod is told, or what puts one together: without any of them, there is nothing to look at. */
const TELLING = new Set<string>([...LISTS, ...HOST_NAMESPACES, 'volumes', 'securityContext', 'kind']);

/** Whether a search would find anything: most objects hold nothing like a pod, and this makes nothing on the way. */
function holdsPod(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsPod);
  if (!isFields(value)) return false;
  for (const key in value) {
    if (TELLING.has(key) && (isPodLike(value) || assemblerOf(value) !== undefined)) return true;
    const field = value[key];
    if (typeof field === 'object' && field !== null && !TEXTS.has(key) && holdsPod(field)) return true;
  }
  return false;
}

function isPodLike(value: Fields): boolean {
  return (
    LISTS.some((list) => !isAbsent(value[list])) ||
    HOST_NAMESPACES.some((field) => !isAbsent(value[field]) && value[field] !== false) ||
    (Array.isArray(value['volumes']) &&
      value['volumes'].some(
        (volume) => isFields(volume) && (!isAbsent(volume['hostPath']) || isFields(volume['image'])),
      )) ||
    (isFields(value['securityContext']) && loosens(value['securityContext']))
  );
}

/** Whether a security context takes away what an operator might have set: nothing that is right needs to be looked at. */
function loosens({ runAsUser, runAsNonRoot, ...more }: Fields): boolean {
  if (runAsUser === 0 || runAsNonRoot === false) return true;
  const { sysctls, seLinuxOptions, windowsOptions, appArmorProfile, seccompProfile } = more;
  if ([sysctls, seLinuxOptions, windowsOptions].some((value) => !isAbsent(value))) return true;
  return [appArmorProfile, seccompProfile].some((profile) => isFields(profile) && profile['type'] === 'Unconfined');
}
