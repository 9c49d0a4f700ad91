import { defineRule } from '../../define-rule';
import { entriesOf, isAbsent } from '../../fields';

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
  check: ({ field, spec }) =>
    entriesOf(spec['volumes'], `${field}.volumes`)
      .filter(({ value }) => !isAbsent(value['hostPath']))
      .map((volume) => ({
        field: `${volume.field}.hostPath`,
        problem: `volume '${volume.value['name']}' is a path of the node`,
        fix: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
      })),
  examples: {
    accepted: [
      { shows: 'a volume that ends with the pod', pod: { volumes: [{ name: 'tmp', emptyDir: {} }] } },
      {
        shows: 'a volume that survives it',
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' }, hostPath: null }] },
      },
    ],
    refused: [
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
    ],
  },
});
