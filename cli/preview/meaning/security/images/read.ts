import type { Resource } from '../../../../../constructs/plan/resource';
import { readContainers, readPods } from '../../../../../policies/containers';
import { isFields } from '../../../../../policies/fields';
import { tryReadAll } from '../../../../../policies/read';

/** Where operators and proxies are told an image by itself. */
const FIELDS = ['image', 'imageName', 'url'] as const;

/** The images that an object runs, by their place in it. What cannot be read is told with its pods. */
export function imagesIn(resource: Resource): ReadonlyMap<string, string> {
  if (resource.api === 'vault') return new Map();
  const { object } = resource;
  const containers = tryReadAll(() => readPods(object)).flatMap((pod) =>
    'value' in pod ? readContainers(pod.value) : [],
  );
  const spec = isFields(object['spec']) ? object['spec'] : {};
  return new Map([
    ...FIELDS.flatMap((field): [string, string][] => {
      const text = spec[field];
      const isImage = typeof text === 'string' && (field !== 'url' || text.startsWith('oci://'));
      return isImage ? [[`spec.${field}`, text]] : [];
    }),
    ...containers.flatMap((one): [string, string][] => {
      if ('error' in one) return [];
      const { spec: container, pod, name } = one.value;
      return typeof container['image'] === 'string' ? [[`${pod.field} ${name}`, container['image']]] : [];
    }),
  ]);
}
