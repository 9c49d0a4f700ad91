import { podSpecsOf } from '../containers';
import { entriesOf, isAbsent } from '../fields';
import { each, type KubernetesRule } from '../rule';

/** A path of the node outlives the pod, follows it nowhere, and may hold the node's own credentials. */
export const noHostPathVolumes: KubernetesRule = {
  id: 'no-host-path-volumes',
  judges: 'kubernetes',
  description: "Pods mount no path of their node, because the node's own credentials are files there.",
  level: 'mandatory',
  check: ({ object }) =>
    each(podSpecsOf(object), ({ field, spec }) =>
      entriesOf(spec['volumes'], `${field}.volumes`)
        .filter(({ value }) => !isAbsent(value['hostPath']))
        .map((volume) => ({
          field: `${volume.field}.hostPath`,
          problem: `volume '${volume.value['name']}' is a path of the node`,
          fix: 'use an emptyDir, or a PersistentVolumeClaim for what must survive',
        })),
    ),
};
