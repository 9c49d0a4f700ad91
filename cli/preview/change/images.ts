import type { Plan } from '../../../constructs/plan/plan';

/** Every image that a plan runs, in pods and in what operators make pods of. */
export function imagesIn({ resources }: Plan): ReadonlySet<string> {
  const images = new Set<string>();
  for (const resource of resources) {
    if (resource.api === 'kubernetes') collect(resource.object['spec'], images);
  }
  return images;
}

/** The fields by which containers, CloudNativePG and its poolers name one. */
const FIELDS = new Set(['image', 'imageName']);

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string' && FIELDS.has(key)) into.add(part);
    else collect(part, into);
  }
}
