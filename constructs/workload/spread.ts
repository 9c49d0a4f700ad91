import type { IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { TopologySpreadConstraint } from '../kubernetes';

/** What runs the pods, as far as spreading them goes. */
export interface SpreadOptions {
  /**
   * Whether a Deployment runs them, in which the pods of one revision are spread among themselves: otherwise those that
   * are about to go decide where new ones may start.
   *
   * @default false - nothing labels the pods by revision: a StatefulSet's return to their places, a Job's have none
   */
  readonly byRevision?: boolean;
}

/**
 * Spreads pods over zones as strictly as the environment asks, and over nodes where there are enough.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition
 */
export function spread(
  construct: IConstruct,
  labels: Readonly<Record<string, string>>,
  { byRevision = false }: SpreadOptions = {},
): TopologySpreadConstraint[] {
  const { zoneSpread } = Environment.of(construct).posture;
  const over = (topologyKey: string, required: boolean): TopologySpreadConstraint => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: required ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
    // By default a zone that is lost still counts, with no pod in it, and no other zone may have one more.
    nodeTaintsPolicy: 'Honor',
    ...(byRevision && { matchLabelKeys: ['pod-template-hash'] }),
  });
  return [over('topology.kubernetes.io/zone', zoneSpread === 'required'), over('kubernetes.io/hostname', false)];
}
