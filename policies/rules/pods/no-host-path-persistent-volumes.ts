import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';

/** A claim hides from the pod that its volume is a path of the node. */
export const noHostPathPersistentVolumes = defineRule({
  id: 'no-host-path-persistent-volumes',
  subject: 'object',
  of: ['PersistentVolume'],
  says: 'No PersistentVolume is a path of a node.',
  because: 'a claim then hands that path to a pod which names none',
  level: 'mandatory',
  severity: 'critical',
  topic: 'pods',
  references: ['CIS:5.2.12', 'NSA:pod-security'],
  check: ({ object }) =>
    isAbsent(fieldsOf(object['spec'], 'spec')['hostPath'])
      ? []
      : [
          {
            field: 'spec.hostPath',
            problem: 'the volume is a path of the node',
            fix: 'let a storage class provide the volume',
          },
        ],
  examples: {
    accepted: [
      {
        shows: 'a volume of a driver',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolume',
            metadata: { name: 'data' },
            spec: { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' }, hostPath: null },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'the whole node',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolume',
            metadata: { name: 'data' },
            spec: { hostPath: { path: '/' } },
          },
        ],
        violations: [
          {
            field: 'spec.hostPath',
            problem: 'the volume is a path of the node',
            fix: 'let a storage class provide the volume',
          },
        ],
      },
    ],
  },
});
