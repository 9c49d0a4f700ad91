import type { IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { PodSpec } from '../kubernetes';

/** Spreads pods over zones as strictly as the environment asks, and over nodes where there are enough. */
export function spread(
  construct: IConstruct,
  labels: Readonly<Record<string, string>>,
): NonNullable<PodSpec['topologySpreadConstraints']> {
  const { zoneSpread } = Environment.of(construct).posture;
  const over = (topologyKey: string, required: boolean) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: required ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
  });
  return [over('topology.kubernetes.io/zone', zoneSpread === 'required'), over('kubernetes.io/hostname', false)];
}
