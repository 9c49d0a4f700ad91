import type { Check } from './check';

const REGISTRY = /^(localhost|[a-z0-9.-]+\.[a-z0-9-]+)(:\d{1,5})?\//;
const NAME = /^[a-z0-9]+([._/-]+[a-z0-9]+)*(:\w[\w.-]{0,127})?$/;

/** A container image that can never change: a tag can be moved under a running release, a digest cannot. */
export const imageByDigest: Check = (text, find) => {
  const [image = '', ...digests] = text.split('@');
  const registry = REGISTRY.exec(image)?.[0];
  if (registry === undefined) {
    return `'${text}' names no registry, so each node's settings choose one; write it first, e.g. docker.io/library/redis@sha256:…`;
  }
  if (!NAME.test(image.slice(registry.length))) {
    return `'${text}' is not an image; ${find}`;
  }
  if (digests.length === 0) {
    return `'${text}' has no digest, so what it names can change under a running release; ${find}`;
  }
  return digests.length === 1 && /^sha256:[0-9a-f]{64}$/.test(digests[0]!)
    ? undefined
    : `digest '${digests.join('@')}' is not sha256: and 64 lower-case hexadecimal digits; ${find}`;
};
