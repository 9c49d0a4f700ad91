import { type Entry, isAbsent, step } from '../fields';
import type { Read } from '../read';
import { Unknowable } from '../unknowable';
import type { Image } from './image';

/**
 * https://prometheus-operator.dev/docs/api-reference/api/: an image, or as it was written before, its parts.
 *
 * @param key where in the spec they are
 */
export function monitoring(key?: string): (spec: Entry) => readonly Read<Image>[] {
  return (spec) => {
    if (key !== undefined && isAbsent(spec.value[key])) return [];
    const { field, value } = key === undefined ? spec : step(spec, key);
    const { image, baseImage, sha, tag, version } = value;
    const found = (at: string, reference: unknown) => [
      { value: { field: `${field}.${at}`, what: 'its operator runs', reference } },
    ];
    if (!isAbsent(image) && image !== '') return found('image', image);
    // A digest tells what it is, whatever the operator has it from.
    if (!isAbsent(sha) && sha !== '') return found('sha', `${String(baseImage ?? '')}@sha256:${String(sha)}`);
    if (!isAbsent(baseImage))
      return found('baseImage', [baseImage, tag ?? version].filter((part) => !isAbsent(part)).join(':'));
    return [{ error: new Unknowable(`${field}.image`, 'it names no image, so its operator chooses one') }];
  };
}
