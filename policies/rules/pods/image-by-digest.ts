import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';

const DIGEST = /@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** A tag can be moved: what was reviewed, scanned and tested is then not what runs. */
export const imageByDigest = defineRule({
  id: 'image-by-digest',
  subject: 'container',
  says: 'Images are named by digest.',
  because: 'a tag can be moved to something that nobody reviewed',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['NSA:secure-images', 'https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  check: ({ name, field, spec: { image } }) => {
    if (typeof image === 'string' && DIGEST.test(image)) return [];
    const named = image === undefined ? 'no named image' : `'${image}'`;
    return [
      {
        field: `${field}.image`,
        problem: `container '${name}' runs ${named}, which can change`,
        fix: 'name the image by its digest, as in registry/name@sha256:…',
      },
    ];
  },
  cel: {
    accepts: `container.?image.orValue("").matches(${text(DIGEST.source)})`,
    remedy: 'name the image by its digest, as in registry/name@sha256:<digest>',
  },
  examples: {
    accepted: [
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
    unknown: [
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
