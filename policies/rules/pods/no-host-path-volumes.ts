import { kindOf } from '../../../constructs/plan/kinds';
import { podSpecsOf } from '../../containers';
import { entriesOf, type Fields, fieldsOf, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

/** A path of the node outlives the pod, follows it nowhere, and may hold the node's own credentials. */
export const noHostPathVolumes: KubernetesRule = {
  id: 'no-host-path-volumes',
  judges: 'kubernetes',
  description: "Pods mount no path of their node, because the node's own credentials are files there.",
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) === 'PersistentVolume') return each([fieldsOf(object['spec'], 'spec')], ofTheCluster);
    return each(podSpecsOf(object), ({ field, spec }) =>
      entriesOf(spec['volumes'], `${field}.volumes`)
        .filter(({ value }) => !isAbsent(value['hostPath']))
        .map((volume) => ({
          field: `${volume.field}.hostPath`,
          problem: `volume '${volume.value['name']}' is a path of the node`,
          fix: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
        })),
    );
  },
};

/** A claim hides from the pod that its volume is a path of the node. */
function ofTheCluster({ hostPath }: Fields): readonly Violation[] {
  if (isAbsent(hostPath)) return [];
  return [
    {
      field: 'spec.hostPath',
      problem: 'the volume is a path of the node',
      fix: 'let a storage class provide the volume',
    },
  ];
}
