import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { entriesOf, type Fields, fieldsOf, isAbsent } from '../../fields';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** Volumes that Istio adds to a pod for its proxy, as JSON. */
const USER_VOLUME = 'sidecar.istio.io/userVolume';

/** A path of the node outlives the pod, follows it nowhere, and may hold the node's own credentials. */
export const noHostPathVolumes = defineRule({
  id: 'no-host-path-volumes',
  subject: 'pod',
  says: 'Pods mount no path of their node.',
  because: "the node's own credentials are files there",
  level: 'mandatory',
  severity: 'critical',
  topic: 'pods',
  references: ['PSS:baseline', 'CIS:5.2.12', 'NSA:pod-security'],
  check: ({ field, spec, metadata, metadataField }) => [
    ...entriesOf(spec['volumes'], `${field}.volumes`)
      .filter(({ value }) => !isAbsent(value['hostPath']))
      .map((volume) => ({
        field: `${volume.field}.hostPath`,
        problem: `volume '${volume.value['name']}' is a path of the node`,
        fix: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
      })),
    ...ofTheProxy(metadata, `${metadataField}.annotations`),
  ],
  cel: {
    accepts:
      'variables.pod.?volumes.orValue([]).all(volume, volume.?hostPath.orValue(null) == null) && ' +
      // There is no reader of JSON in CEL: whatever could name the field is refused.
      `[variables.annotations[?${text(USER_VOLUME)}].orValue("")].all(json, !json.contains("hostPath") && !json.contains("\\\\"))`,
    remedy: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
  },
  examples: {
    accepted: [
      { shows: 'a volume that ends with the pod', pod: { volumes: [{ name: 'tmp', emptyDir: {} }] } },
      {
        shows: 'a volume that survives it',
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' }, hostPath: null }] },
      },
      {
        shows: 'a volume of the proxy that ends with the pod',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {
              name: 'api',
              namespace: 'shop',
              annotations: { [USER_VOLUME]: '[{"name":"tmp","emptyDir":{}}]' },
            },
            spec: { containers: [{ name: 'api' }] },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'the node, by way of the proxy',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {
              name: 'api',
              namespace: 'shop',
              annotations: { [USER_VOLUME]: '[{"name":"node","hostPath":{"path":"/"}}]' },
            },
            spec: { containers: [{ name: 'api' }] },
          },
        ],
        violations: [byTheProxy('metadata.annotations')],
      },
      {
        shows: 'the whole node',
        pod: {
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'node', hostPath: { path: '/' } },
          ],
        },
        violations: [
          {
            field: 'volumes[1].hostPath',
            problem: "volume 'node' is a path of the node",
            fix: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
          },
        ],
      },
      {
        shows: 'a custom resource that lists no container, and a path of the node',
        resources: [
          {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'Prometheus',
            metadata: { name: 'shop', namespace: 'shop' },
            spec: { volumes: [{ name: 'node', hostPath: { path: '/' } }] },
          },
        ],
        violations: [
          {
            field: 'spec.volumes[0].hostPath',
            problem: "volume 'node' is a path of the node",
            fix: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
          },
        ],
      },
      {
        shows: 'the node, by way of the proxy of a Deployment',
        resources: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              template: {
                metadata: { annotations: { [USER_VOLUME]: '[{"name":"node","hostPath":{"path":"/"}}]' } },
                spec: { containers: [{ name: 'api' }] },
              },
            },
          },
        ],
        violations: [byTheProxy('spec.template.metadata.annotations')],
      },
    ],
    unknown: [
      {
        shows: 'volumes of the proxy that nobody can read',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'shop', annotations: { [USER_VOLUME]: '[{"name":' } },
            spec: { containers: [{ name: 'api' }] },
          },
        ],
        doubts: [{ field: 'metadata.annotations', why: `${USER_VOLUME} is no JSON` }],
      },
    ],
  },
});

function ofTheProxy(metadata: Fields, field: string): readonly Violation[] {
  const volumes = fieldsOf(metadata['annotations'], field)[USER_VOLUME];
  return isAbsent(volumes) || !namesHostPath(String(volumes), field) ? [] : [byTheProxy(field)];
}

function namesHostPath(json: string, field: string): boolean {
  let found = false;
  try {
    JSON.parse(json, (key, value: unknown) => {
      found ||= key === 'hostPath' && !isAbsent(value);
      return value;
    });
  } catch {
    throw new Unknowable(field, `${USER_VOLUME} is no JSON`);
  }
  return found;
}

function byTheProxy(field: string): Violation {
  return { field, problem: `${USER_VOLUME} mounts a path of the node into the proxy`, fix: 'remove it' };
}
