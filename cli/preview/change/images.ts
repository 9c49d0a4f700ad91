import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { Plan } from '../../../constructs/plan/plan';
import { imagesIn as imagesOf } from '../meaning/security/images/read';

/** Every image that a plan runs or mounts, in pods and in what operators make pods of, known here or not. */
export function imagesIn({ resources }: Plan): ReadonlySet<string> {
  const images = new Set<string>();
  for (const resource of resources) {
    for (const image of imagesOf(resource).values()) images.add(image);
    // What engines of policies hold is a pattern of images, and runs none.
    if (resource.api !== 'kubernetes' || factsOf(kindOf(resource.object)).opaque) continue;
    collect(resource.object['spec'], images);
  }
  return images;
}

/** The fields by which containers and most operators name one, at whatever depth. */
const FIELDS = new Set(['image', 'imageName']);

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string' && FIELDS.has(key)) into.add(part);
    else collect(part, into);
  }
}
