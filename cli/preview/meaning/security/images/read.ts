import type { Resource } from '../../../../../constructs/plan/resource';
import { isFields } from '../../../../../policies/fields';
import { imagesIn as readImages } from '../../../../../policies/images/images';
import { podsIn } from '../../../../../policies/subjects-in';

/** Where operators that nobody here knows are told an image. */
const FIELDS = ['image', 'imageName'] as const;

/** A file that is fetched from where it is, out of no registry. */
const FILE = /^https?:/;

/** The images that an object runs or mounts, by their place in it. What cannot be read is told with its pods. */
export function imagesIn(resource: Resource): ReadonlyMap<string, string> {
  if (resource.api === 'vault') return new Map();
  const { spec } = resource.object;
  const found = new Map<string, unknown>(isFields(spec) ? FIELDS.map((field) => [`spec.${field}`, spec[field]]) : []);
  for (const image of readImages(resource, podsIn(resource))) {
    if ('value' in image) found.set(image.value.place ?? image.value.field, image.value.reference);
  }
  return new Map([...found].filter((one): one is [string, string] => isReference(one[1])));
}

function isReference(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !FILE.test(value);
}
