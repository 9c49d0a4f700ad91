import { type Entry, type Fields, fieldsOf } from '../fields';
import type { Origins } from '../origins';
import type { PodSpec } from '../pod-spec';
import type { Read } from '../read';
import { filledInLater } from './later';

/** The pods that a controller puts together of what an object says in several places, each or why it cannot be read. */
export type Assembler = (object: Entry) => readonly Read<PodSpec>[];

/** What is put together. */
interface Parts extends Pick<PodSpec, 'choosesAccount' | 'leavesResources'> {
  readonly field: string;
  readonly spec: Fields;
  readonly metadata: Entry;
  readonly origins: Origins;
}

/** One pod of its parts, in which texts like this are filled in when it runs. */
export function assembled({ field, spec, metadata, ...more }: Parts, isFilledIn: RegExp): PodSpec {
  const pod = filledInLater(spec, field, isFilledIn);
  return {
    ...more,
    field,
    spec: pod,
    securityContext: fieldsOf(pod['securityContext'], `${field}.securityContext`),
    metadata: metadata.value,
    metadataField: metadata.field,
  };
}
