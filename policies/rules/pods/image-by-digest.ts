import { containersOf } from '../../containers';
import { each, type KubernetesRule } from '../../former';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** A tag can be moved: what was reviewed, scanned and tested is then not what runs. */
export const imageByDigest: KubernetesRule = {
  id: 'image-by-digest',
  judges: 'kubernetes',
  description: 'Images are named by digest, because a tag can be moved to something nobody reviewed.',
  level: 'mandatory',
  check: ({ object }) =>
    each(containersOf(object), ({ name, field, spec: { image } }) =>
      typeof image === 'string' && DIGEST.test(image)
        ? []
        : {
            field: `${field}.image`,
            problem: `container '${name}' runs ${image === undefined ? 'no named image' : `'${image}'`}, which can change`,
            fix: 'name the image by its digest, as in registry/name@sha256:…',
          },
    ),
};
