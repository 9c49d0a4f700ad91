import type { Check } from './text';

// The grammar of image references: https://pkg.go.dev/github.com/distribution/reference
const REGISTRY = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d+)?$/;
const PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^${PART}(/${PART})*(:\\w[\\w.-]{0,127})?$`);

/** A container image that can never change: a tag can be moved under a running release, a digest cannot. */
export const imageByDigest: Check = (text, find) => {
  const [image = '', ...digests] = text.split('@');
  const [registry = '', ...path] = image.split('/');
  // What has neither a dot nor a port is the first part of a name (docker.io/library/…).
  if (path.length === 0 || !(registry === 'localhost' || /[.:]/.test(registry))) {
    return `'${text}' names no registry, so each node's settings choose one; write it first, e.g. docker.io/library/redis@sha256:…`;
  }
  if (!REGISTRY.test(registry) || !NAME.test(path.join('/'))) {
    return `'${text}' is not an image; ${find}`;
  }
  const [, port = '1'] = registry.split(':');
  if (Number(port) < 1 || Number(port) > 65535) {
    return `registry '${registry}' has no port from 1 to 65535; ${find}`;
  }
  if (digests.length === 0) {
    return `'${text}' has no digest, so what it names can change under a running release; ${find}`;
  }
  return digests.length === 1 && /^sha256:[0-9a-f]{64}$/.test(digests[0]!)
    ? undefined
    : `digest '${digests.join('@')}' is not sha256: and 64 lower-case hexadecimal digits; ${find}`;
};
