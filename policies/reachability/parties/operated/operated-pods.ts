import type { Manifest } from '../../../../constructs/plan/resource';
import type { Fields } from '../../../fields';
import type { ContainerPort, Workload } from '../workload';

/** Pods that an operator makes without being given their template. */
export interface OperatedPods
  extends Pick<Workload, 'labels' | 'mayBear' | 'ports' | 'serviceAccount'>,
    Partial<Pick<Workload, 'annotations' | 'gateway' | 'hostNetwork' | 'unlabelled'>> {
  /** Which of several kinds of pods they are. @default - the object makes one kind */
  readonly part?: string;
}

/** What an operator makes of an object; nothing where it is another one's, or its own to say. */
export type Operator = (object: Manifest, spec: Fields) => readonly OperatedPods[];

export function tcp(name: string, port: number): ContainerPort {
  return { name, port, protocol: 'TCP' };
}

/** What a StatefulSet adds to the pods that an operator makes by one. */
export const OF_STATEFUL_SET = [
  'apps.kubernetes.io/pod-index',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
];
