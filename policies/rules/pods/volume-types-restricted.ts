import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { entriesOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

/** What Kubernetes or a driver makes for a pod. A volume without a type is an emptyDir. */
const ALLOWED = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** `hostPath` is what no-host-path-volumes is about. */
const NO_TYPE = new Set(['name', 'hostPath']);

const FIX = 'claim it with a persistentVolumeClaim, or use an inline csi volume';

/** The kubelet mounts the others itself, as root of the node, from wherever the pod says. */
export const volumeTypesRestricted = defineRule({
  id: 'volume-types-restricted',
  subject: 'pod',
  says: 'Pods mount only volumes that Kubernetes or a storage driver makes for them.',
  because: 'the kubelet mounts any other as root of the node, from wherever the pod says',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['PSS:restricted', 'NSA:pod-security'],
  check: ({ field, spec }) =>
    entriesOf(spec['volumes'], `${field}.volumes`).flatMap((volume) =>
      Object.keys(volume.value)
        .filter((type) => !NO_TYPE.has(type) && !ALLOWED.has(type) && !isAbsent(volume.value[type]))
        .map((type) => refused(volume.value['name'], type, volume.field)),
    ),
  cel: {
    accepts: `variables.pod.?volumes.orValue([]).all(volume, volume.all(key, key in ${texts([...NO_TYPE, ...ALLOWED])} || volume[key] == null))`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'a volume of each type that is allowed',
        pod: { volumes: [...ALLOWED].map((type, index) => ({ name: `volume-${index}`, [type]: {} })) },
      },
      { shows: 'a volume without a type, which is an emptyDir', pod: { volumes: [{ name: 'tmp', nfs: null }] } },
      {
        shows: 'a path of the node, which another rule is about',
        pod: { volumes: [{ name: 'node', hostPath: { path: '/' } }] },
      },
    ],
    refused: [
      {
        shows: 'a directory of somebody else',
        pod: {
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'data', nfs: { server: 'files.example.com', path: '/' } },
          ],
        },
        violations: [refused('data', 'nfs', 'volumes[1]')],
      },
      {
        shows: 'a repository, whose hooks run on the node, and a disk',
        pod: {
          volumes: [
            { name: 'code', gitRepo: { repository: 'https://example.com/code.git' } },
            { name: 'disk', iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2026-01.com.example:disk', lun: 0 } },
          ],
        },
        violations: [refused('code', 'gitRepo', 'volumes[0]'), refused('disk', 'iscsi', 'volumes[1]')],
      },
    ],
  },
});

function refused(name: unknown, type: string, field: string): Violation {
  return { field: `${field}.${type}`, problem: `volume '${name}' is of the type ${type}`, fix: FIX };
}
