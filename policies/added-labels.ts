import { factsOf, kindOf } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { builtOnce } from './built-once';
import { isFields, textMapOf } from './fields';
import type { Labelled } from './selector';
import type { PodSubject } from './subjects';

const JOB_NAMES = ['batch.kubernetes.io/job-name', 'job-name'];
const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';

/** Whether a label that a controller makes of an object's name and numbers can have a value; by the pods that there are at the most. */
type CanBe = (value: string, object: Manifest, most: number) => boolean;

const isNameOfJob: CanBe = (value, { metadata }) => numberIn(value, `${metadata.name}-`) !== undefined;

const VALUES: Readonly<Record<string, Readonly<Record<string, CanBe>>>> = {
  'apps/StatefulSet': {
    'apps.kubernetes.io/pod-index': (value, object, most) => isOrdinal(numberIn(value, ''), object, most),
    'statefulset.kubernetes.io/pod-name': (value, object, most) =>
      isOrdinal(numberIn(value, `${object.metadata.name}-`), object, most),
  },
  // By the minute for which it was made: one that somebody makes of it by hand is another object.
  'batch/CronJob': Object.fromEntries(JOB_NAMES.map((key) => [key, isNameOfJob])),
};

/**
 * Labels that whoever makes the pods of an object adds to those of their template, and of which it tells the value.
 *
 * That of a Job is its name, unless it says that it selects its pods by labels of its own.
 */
export function labelsAdded({ apiVersion, kind, metadata, spec }: Manifest): Readonly<Record<string, string>> {
  if (kindOf({ apiVersion, kind }) !== 'batch/Job' || selectsByItself(spec) || !isWhole(metadata.name)) return {};
  return Object.fromEntries(JOB_NAMES.map((key) => [key, metadata.name]));
}

/**
 * The labels of pods that the plan has: read once, however many ask.
 *
 * @throws Unknowable when they cannot be read.
 */
export const labelsOf = builtOnce(
  ({ metadata, metadataField, resource }: PodSubject): Readonly<Record<string, string>> => ({
    ...textMapOf(metadata['labels'], `${metadataField}.labels`),
    ...labelsAdded(resource.object),
  }),
);

/**
 * Labels that it may add besides; an operator may label the pods of a custom resource as it likes.
 *
 * `most` is how many pods there may be. @default - any number
 */
export function mayAdd(object: Manifest, most = Number.POSITIVE_INFINITY): Labelled['mayBear'] {
  const kind = kindOf(object);
  const { adds } = factsOf(kind);
  if (adds === undefined) return () => true;
  const added = among(adds.filter((key) => isAdded(key, kind, object)));
  const values = isWhole(object.metadata.name) && Object.hasOwn(VALUES, kind) ? VALUES[kind]! : {};
  return (key, value) => {
    if (!added(key)) return false;
    return value === undefined || !Object.hasOwn(values, key) || values[key]!(value, object, most);
  };
}

/** Labels by their keys, or by the domain of these, written with a slash at the end. */
export function among(keys: readonly string[]): Labelled['mayBear'] {
  return (key) => keys.some((one) => (one.endsWith('/') ? key.startsWith(one) : key === one));
}

function isAdded(key: string, kind: string, { spec }: Manifest): boolean {
  if (kind !== 'batch/Job') return true;
  if (key === COMPLETION_INDEX) return isFields(spec) && spec['completionMode'] === 'Indexed';
  return !selectsByItself(spec);
}

function selectsByItself(spec: unknown): boolean {
  return isFields(spec) && spec['manualSelector'] === true;
}

/** What is read of a `generateName` ends in a star. */
function isWhole(name: unknown): name is string {
  return typeof name === 'string' && name !== '' && !name.endsWith('*');
}

/** The number that follows, as a controller writes it. */
function numberIn(value: string, before: string): number | undefined {
  if (!value.startsWith(before)) return undefined;
  const rest = value.slice(before.length);
  return /^(?:0|[1-9]\d*)$/.test(rest) ? Number(rest) : undefined;
}

/** Whether a StatefulSet numbers a pod so: from `spec.ordinals.start` on, which is 0 where nothing is said. */
function isOrdinal(ordinal: number | undefined, { spec }: Manifest, most: number): boolean {
  if (ordinal === undefined) return false;
  const ordinals = isFields(spec) ? spec['ordinals'] : undefined;
  const start = isFields(ordinals) ? ordinals['start'] : undefined;
  const first = typeof start === 'number' ? start : 0;
  return ordinal >= first && ordinal < first + most;
}
