import { defineRule } from '../../define-rule';
import { Unknowable } from '../../unknowable';

const REGISTRIES = ['registry.example.com/shop', 'mirror.example.com'];
const OCI = 'oci://';
const ELSEWHERE = { fix: `take it from ${REGISTRIES.join(' or ')}, or add its own to the platform's \`registries\`` };

/** Whoever owns a registry decides what its images are made of: a digest says only that they stay the same. */
export const imagesFromKnownRegistries = defineRule({
  id: 'images-from-known-registries',
  subject: 'image',
  needs: 'plan',
  says: 'Images come from the registries that the platform lists.',
  because: 'nobody here has scanned, or will keep, what anybody else hands out',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['CIS:5.5.1', 'NSA:secure-images'],
  // Without a list, as of manifests from elsewhere, there is nothing to hold images to.
  applies: (_, { judged }) => judged.registries !== undefined,
  check: ({ field, what, reference }, { judged }) => {
    const registries = judged.registries!;
    const place = typeof reference === 'string' ? placeOf(reference) : undefined;
    if (place !== undefined && registries.some((registry) => isBelow(place, registry))) return [];
    if (place?.startsWith('@') === true) {
      throw new Unknowable(field, `'${place}' is a digest alone, so its operator chooses the registry`);
    }
    const named = reference === undefined ? 'no named image' : `'${reference}'`;
    const fix = `take it from ${registries.join(' or ')}, or add its own to the platform's \`registries\``;
    return [{ field, problem: `${what} ${named}, which is from no known registry`, fix }];
  },
  cel: {
    cannot: 'a platform that lists no registries has nothing to hold images to, and its policy would take everything',
  },
  examples: {
    accepted: [
      {
        shows: 'images below a path of a registry',
        ...running('registry.example.com/shop/api:2', 'registry.example.com/shop/tools/curl'),
      },
      {
        shows: 'the image that the path is',
        ...running(
          'registry.example.com/shop:2',
          `registry.example.com/shop@sha256:${'0'.repeat(64)}`,
          'registry.example.com/shop',
        ),
      },
      { shows: 'any image of a registry', ...running('mirror.example.com/library/redis:8') },
      { shows: 'an image that is called as a protocol is', ...running('registry.example.com/shop/http:2') },
      { shows: 'a module of proxies', ...proxied('oci://registry.example.com/shop/filter:1') },
      { shows: 'a file of a module of proxies', ...proxied('https://registry.example.com/shop/filter.wasm') },
      { shows: 'the same without a certificate', ...proxied('http://registry.example.com/shop/filter.wasm') },
    ],
    refused: [
      refused(
        'another registry',
        running('docker.io/library/redis:8'),
        "container 'api' runs 'docker.io/library/redis:8'",
      ),
      refused(
        'an image without a registry, which the settings of each node choose',
        running('redis:8'),
        "container 'api' runs 'redis:8'",
      ),
      refused(
        'another port of a registry',
        running('mirror.example.com:5000/redis:8'),
        "container 'api' runs 'mirror.example.com:5000/redis:8'",
      ),
      refused(
        'a path that begins alike',
        running('registry.example.com/shopping/api:2'),
        "container 'api' runs 'registry.example.com/shopping/api:2'",
      ),
      refused(
        'a registry that begins alike',
        running('mirror.example.com.example.org/redis:8'),
        "container 'api' runs 'mirror.example.com.example.org/redis:8'",
      ),
      refused(
        'a registry that ends alike',
        running('evil.mirror.example.com/redis:8'),
        "container 'api' runs 'evil.mirror.example.com/redis:8'",
      ),
      refused('no image', running(undefined), "container 'api' runs no named image"),
      {
        shows: 'another registry, of an image that is mounted',
        registries: REGISTRIES,
        resources: [
          pod({
            containers: [{ name: 'api', image: 'registry.example.com/shop/api:2' }],
            volumes: [{ name: 'model', image: { reference: 'docker.io/ai/model:2' } }],
          }),
        ],
        violations: [
          {
            field: 'spec.volumes[0].image.reference',
            problem: "volume 'model' is 'docker.io/ai/model:2', which is from no known registry",
            ...ELSEWHERE,
          },
        ],
      },
      refused(
        'another registry, of what an operator is told to run',
        operated('postgresql.cnpg.io/v1', 'Cluster', { imageName: 'ghcr.io/cloudnative-pg/postgresql:17' }),
        "its operator runs 'ghcr.io/cloudnative-pg/postgresql:17'",
        'spec.imageName',
      ),
      refused(
        'a file of a module of proxies that is below the path only as it is written',
        proxied('https://registry.example.com/shop/%2e%2e/filter.wasm'),
        "proxies run 'https://registry.example.com/shop/%2e%2e/filter.wasm'",
        'spec.url',
      ),
      refused(
        'a file of somebody who calls himself as the registry is called',
        proxied('https://registry.example.com%2Fshop@example.org/filter.wasm'),
        "proxies run 'https://registry.example.com%2Fshop@example.org/filter.wasm'",
        'spec.url',
      ),
      refused('an address that is none', proxied('https://'), "proxies run 'https://'", 'spec.url'),
    ],
    skipped: [
      { shows: 'a platform that lists no registries', resources: running('docker.io/library/redis:8').resources },
    ],
    unknown: [
      {
        shows: 'a digest alone, of which an operator knows the registry',
        ...operated('monitoring.coreos.com/v1', 'Prometheus', { sha: '0'.repeat(64) }),
        doubts: [
          {
            field: 'spec.sha',
            why: `'@sha256:${'0'.repeat(64)}' is a digest alone, so its operator chooses the registry`,
          },
        ],
      },
      {
        shows: 'what an operator chooses',
        ...operated('monitoring.coreos.com/v1', 'Prometheus', { version: 'v3.5.0' }),
        doubts: [{ field: 'spec.image', why: 'it names no image, so its operator chooses one' }],
      },
    ],
  },
});

/** An image as it begins with its registry: a reference as it is written, an address as it is read; undefined for none. */
function placeOf(text: string): string | undefined {
  if (text.startsWith(OCI)) return text.slice(OCI.length);
  if (!/^https?:/.test(text)) return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && `${url.host}${url.pathname}`;
}

/** Behind a host a colon begins its port, behind a path a tag. */
function isBelow(place: string, registry: string): boolean {
  const ends = registry.includes('/') ? ['/', ':', '@'] : ['/'];
  return place === registry || ends.some((end) => place.startsWith(`${registry}${end}`));
}

function running(...images: readonly (string | undefined)[]) {
  const names = ['api', 'proxy', 'logs'];
  return {
    registries: REGISTRIES,
    resources: [pod({ containers: images.map((image, index) => ({ name: names[index], ...(image && { image }) })) })],
  };
}

function proxied(url: string) {
  return operated('extensions.istio.io/v1alpha1', 'WasmPlugin', { url });
}

function operated(apiVersion: string, kind: string, spec: object) {
  const metadata = { name: 'api', namespace: 'shop' };
  return { registries: REGISTRIES, resources: [{ apiVersion, kind, metadata, spec }] };
}

function pod(spec: object) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop' }, spec };
}

function refused(shows: string, example: ReturnType<typeof running>, runs: string, field = 'spec.containers[0].image') {
  return {
    shows,
    ...example,
    violations: [{ field, problem: `${runs}, which is from no known registry`, ...ELSEWHERE }],
  };
}
