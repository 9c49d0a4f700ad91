import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../../../constructs/plan/diff/maps';
import type { Step } from './shape';

/** What begins a note to the Kubernetes plugin: how to wait for an object, and whose its fields are. */
const NOTE = 'pulumi.com/';

/** An object as a plan has it: without the notes that `deploy` adds, but with those that its author has written. */
export function withoutNotes(object: unknown, here: unknown): unknown {
  const { annotations, ...metadata } = metadataOf(object);
  if (!isMap(object) || !isMap(annotations)) return object;
  const { annotations: written } = metadataOf(here);
  const own = (key: string) => isMap(written) && Object.hasOwn(written, key);
  const kept = Object.entries(annotations).filter(([key]) => !key.startsWith(NOTE) || own(key));
  if (kept.length === 0) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, annotations: Object.fromEntries(kept) } };
}

/** Whether it changes nothing but such notes: of the object itself, nothing. */
export function isOfNotesAlone({ op, oldState, newState }: Step): boolean {
  const [before, after] = [oldState?.inputs, newState?.inputs];
  if (op !== 'update' || isDeepStrictEqual(before, after)) return false;
  return isDeepStrictEqual(withoutNotes(before, undefined), withoutNotes(after, undefined));
}

function metadataOf(object: unknown): Readonly<Record<string, unknown>> {
  const metadata = isMap(object) ? object['metadata'] : undefined;
  return isMap(metadata) ? metadata : {};
}
