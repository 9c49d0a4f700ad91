import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';

const FIX = 'name the image by its digest, as in registry/name@sha256:…';

const DIGEST = /@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** A tag can be moved: what was reviewed, scanned and tested is then not what runs. */
export const imageByDigest = defineRule({
  id: 'image-by-digest',
  subject: 'image',
  says: 'Images are named by digest.',
  because: 'a tag can be moved to something that nobody reviewed',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['NSA:secure-images', 'https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  check: ({ field, what, reference, fix = FIX }) => {
    if (typeof reference === 'string' && DIGEST.test(reference)) return [];
    const named = reference === undefined ? 'no named image' : `'${reference}'`;
    return [{ field, problem: `${what} ${named}, which can change`, fix }];
  },
  cel: {
    accepts: `container.?image.orValue("").matches(${text(DIGEST.source)})`,
    remedy: 'name the image by its digest, as in registry/name@sha256:<digest>',
    leavesOut: 'the images of volumes, and those that operators and proxies are told of',
  },
  examples: {
    accepted: [
      {
        shows: 'a checksum of a module of proxies',
        resources: [proxied({ url: 'https://example.com/filter.wasm', sha256: '0'.repeat(64) })],
      },
      {
        shows: 'a digest of what an operator is told to run, as it was written before',
        resources: [operated('monitoring.coreos.com/v1', 'Prometheus', { sha: '0'.repeat(64), tag: 'v2.0.0' })],
      },
      {
        shows: 'a digest',
        container: {
          image: 'registry.example.com/api@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        },
      },
      {
        shows: 'a longer digest',
        container: { image: `registry.example.com/api@sha512:${'0'.repeat(128)}` },
      },
      {
        shows: 'a tag and a digest, of which the digest counts',
        container: {
          image: 'registry.example.com/api:1.2@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        },
      },
    ],
    refused: [
      {
        shows: 'a tag, of an image that is mounted',
        pod: {
          containers: [{ name: 'api', image: `registry.example.com/api@sha256:${'0'.repeat(64)}` }],
          volumes: [{ name: 'model', image: { reference: 'registry.example.com/model:2' } }],
        },
        violations: [
          {
            field: 'volumes[0].image.reference',
            problem: "volume 'model' is 'registry.example.com/model:2', which can change",
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a file, of a module of proxies',
        resources: [proxied({ url: 'https://example.com/filter.wasm' })],
        violations: [
          {
            field: 'spec.url',
            problem: "proxies run 'https://example.com/filter.wasm', which can change",
            fix: 'say by spec.sha256 what it has to add up to',
          },
        ],
      },
      {
        shows: 'a tag, of a module of proxies',
        resources: [proxied({ url: 'oci://registry.example.com/filter:1' })],
        violations: [
          {
            field: 'spec.url',
            problem: "proxies run 'oci://registry.example.com/filter:1', which can change",
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a tag, of what an operator is told to run',
        resources: [operated('postgresql.cnpg.io/v1', 'Cluster', { imageName: 'registry.example.com/postgresql:17' })],
        violations: [
          {
            field: 'spec.imageName',
            problem: "its operator runs 'registry.example.com/postgresql:17', which can change",
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a tag',
        container: { image: 'registry.example.com/api:latest' },
        violations: [
          {
            field: 'image',
            problem: "container 'api' runs 'registry.example.com/api:latest', which can change",
            fix: 'name the image by its digest, as in registry/name@sha256:…',
          },
        ],
      },
      {
        shows: 'a digest that is too short',
        container: { image: 'api@sha256:0000' },
        violations: [
          {
            field: 'image',
            problem: "container 'api' runs 'api@sha256:0000', which can change",
            fix: 'name the image by its digest, as in registry/name@sha256:…',
          },
        ],
      },
      {
        shows: 'no image',
        container: {},
        violations: [
          {
            field: 'image',
            problem: "container 'api' runs no named image, which can change",
            fix: 'name the image by its digest, as in registry/name@sha256:…',
          },
        ],
      },
      {
        shows: 'a digest that is too long',
        container: { image: `registry.example.com/api@sha256:${'0'.repeat(65)}` },
        violations: [
          {
            field: 'image',
            problem: `container 'api' runs 'registry.example.com/api@sha256:${'0'.repeat(65)}', which can change`,
            fix: 'name the image by its digest, as in registry/name@sha256:…',
          },
        ],
      },
    ],
    skipped: [
      {
        shows: 'a catalogue, whose images are judged where they are',
        resources: [operated('postgresql.cnpg.io/v1', 'Cluster', { imageCatalogRef: { name: 'postgresql' } })],
      },
    ],
    unknown: [
      {
        shows: 'what an operator chooses',
        resources: [operated('monitoring.coreos.com/v1', 'Prometheus', { version: 'v3.5.0' })],
        doubts: [{ field: 'spec.image', why: 'it names no image, so its operator chooses one' }],
      },
      {
        shows: 'an image that is filled in when a workflow runs',
        resources: [
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'WorkflowTemplate',
            metadata: { name: 'build', namespace: 'shop' },
            spec: { templates: [{ name: 'test', container: { image: '{{inputs.parameters.image}}' } }] },
          },
        ],
        doubts: [
          {
            field: 'spec.templates[0].container.image',
            why: "'{{inputs.parameters.image}}' is filled in when it runs",
          },
        ],
      },
    ],
  },
});

function proxied(spec: object) {
  return operated('extensions.istio.io/v1alpha1', 'WasmPlugin', spec);
}

function operated(apiVersion: string, kind: string, spec: object) {
  return { apiVersion, kind, metadata: { name: 'api', namespace: 'shop' }, spec };
}
