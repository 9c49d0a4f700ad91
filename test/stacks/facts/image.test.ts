import { DIGEST, refuses } from './valid';

const PIN = 'pin it as registry/name:tag@sha256:…, with the digest that docker buildx imagetools inspect shows';

refuses([
  [
    'an image by tag alone',
    `dwcp/api@${DIGEST}`,
    'dwcp/api:1.4.2',
    `dwcp:images.api: 'registry.example.com/dwcp/api:1.4.2' has no digest, so what it names can change under a running release; ${PIN}`,
  ],
  [
    'an image with a short digest',
    `dwcp/api@${DIGEST}`,
    'dwcp/api@sha256:5f70bf18',
    `dwcp:images.api: digest 'sha256:5f70bf18' is not sha256: and 64 lower-case hexadecimal digits; ${PIN}`,
  ],
  [
    'an image with a long digest',
    `dwcp/api@${DIGEST}`,
    `dwcp/api@${DIGEST}0`,
    `dwcp:images.api: digest '${DIGEST}0' is not sha256: and 64 lower-case hexadecimal digits; ${PIN}`,
  ],
  [
    'an image with two digests',
    `dwcp/api@${DIGEST}`,
    `dwcp/api@${DIGEST}@${DIGEST}`,
    `dwcp:images.api: digest '${DIGEST}@${DIGEST}' is not sha256: and 64 lower-case hexadecimal digits; ${PIN}`,
  ],
  [
    'an image without a registry',
    'docker.io/valkey/valkey',
    'valkey/valkey',
    `dwcp:images.redis: 'valkey/valkey:9.1@${DIGEST}' names no registry, so each node's settings choose one; write it first, e.g. docker.io/library/redis@sha256:…`,
  ],
  [
    'an image name in capitals',
    'registry.example.com/dwcp/worker',
    'registry.example.com/DWCP/worker',
    `dwcp:images.worker: 'registry.example.com/DWCP/worker@${DIGEST}' is not an image; ${PIN}`,
  ],
  [
    'an image with a part that is empty',
    'registry.example.com/dwcp/worker',
    'registry.example.com/dwcp//worker',
    `dwcp:images.worker: 'registry.example.com/dwcp//worker@${DIGEST}' is not an image; ${PIN}`,
  ],
  [
    'an image in a registry of no name',
    'registry.example.com/dwcp/worker',
    '..a/dwcp/worker',
    `dwcp:images.worker: '..a/dwcp/worker@${DIGEST}' is not an image; ${PIN}`,
  ],
  [
    'an image in a registry at no port',
    'registry.example.com/dwcp/worker',
    'registry.example.com:99999/dwcp/worker',
    `dwcp:images.worker: registry 'registry.example.com:99999' has no port from 1 to 65535; ${PIN}`,
  ],
  [
    'an image that is missing',
    `    report: registry.example.com/dwcp/report@${DIGEST}\n`,
    '',
    `dwcp:images.report: is missing; ${PIN}`,
  ],
]);
