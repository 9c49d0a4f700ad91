import { posix } from 'node:path';
import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, textOf } from '../../fields';

/** Top folders in which the node keeps itself. */
const SYSTEM = new Set(
  ['', 'bin', 'boot', 'dev', 'etc', 'home', 'lib', 'lib64', 'proc', 'root', 'run', 'sbin', 'sys'].concat('usr', 'var'),
);

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
  check: ({ object }) => {
    const { hostPath, local } = fieldsOf(object['spec'], 'spec');
    const { path } = fieldsOf(local, 'spec.local');
    return [
      ...(isAbsent(hostPath)
        ? []
        : [
            {
              field: 'spec.hostPath',
              problem: 'the volume is a path of the node',
              fix: 'let a storage class provide the volume',
            },
          ]),
      ...(isAbsent(local) || !isOfTheSystem(textOf(path, 'spec.local.path')) ? [] : [ofTheSystem(String(path))]),
    ];
  },
  cel: {
    variables: {
      // The API server refuses a path that goes back up.
      path: 'object.spec.?local.?path.orValue("/mnt/disk").split("/").filter(part, part != "" && part != ".")',
    },
    accepts: `!has(object.spec.hostPath) && size(variables.path) > 0 && !(variables.path[0] in ${texts(SYSTEM)})`,
    remedy: 'let a storage class provide the volume, or mount a disk below /mnt and name that',
  },
  examples: {
    accepted: [
      {
        shows: 'a disk of its own',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolume',
            metadata: { name: 'data' },
            spec: { local: { path: '/mnt/disks/ssd1' } },
          },
        ],
      },
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
      ...[
        ...[
          '/',
          '/etc',
          '/var/lib/kubelet',
          '/mnt/../root',
          '/bin',
          '/boot',
          '/dev',
          '/home',
          '/lib',
          '/lib64',
          '/proc',
        ],
        ...['/run', '/sbin', '/sys', '/usr'],
      ].map((path) => ({
        shows: `the system of the node, as a local volume: ${path}`,
        resources: [
          { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'data' }, spec: { local: { path } } },
        ],
        violations: [ofTheSystem(path)],
      })),
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

function isOfTheSystem(path: string): boolean {
  return SYSTEM.has(posix.normalize(`/${path}`).split('/')[1]!);
}

function ofTheSystem(path: string) {
  return {
    field: 'spec.local.path',
    problem: `the volume is '${path}', where the node keeps its own files`,
    fix: 'mount the disk below /mnt and name that, or let a storage class provide the volume',
  };
}
