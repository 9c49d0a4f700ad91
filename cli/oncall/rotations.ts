import { stretchesOf } from '../../constructs/observability/on-call/intervals';
import { inPart, type Part } from '../../constructs/observability/on-call/routes';
import type { Shift } from '../../constructs/observability/on-call/shifts';
import type { NamedIntervals } from '../../constructs/operators/alertmanager-config';
import type { Plan } from '../../constructs/plan/plan';

/** Who takes which week of the alerts of a namespace. */
export interface Rotation {
  readonly namespace: string;
  readonly name: string;
  /** In order. */
  readonly shifts: readonly Shift[];
}

/** Every rotation of an environment, as the Alertmanager of its cluster has it: in UTC. */
export function rotationsIn({ resources }: Plan): readonly Rotation[] {
  return resources.flatMap((resource) => {
    if (resource.api !== 'kubernetes' || resource.object.kind !== 'AlertmanagerConfig') return [];
    const { metadata, spec } = resource.object as unknown as {
      readonly metadata: { readonly namespace: string; readonly name: string };
      readonly spec?: { readonly muteTimeIntervals?: readonly NamedIntervals[] };
    };
    const shifts = shiftsIn(spec?.muteTimeIntervals ?? []);
    return shifts.length === 0 ? [] : [{ namespace: metadata.namespace, name: metadata.name, shifts }];
  });
}

function shiftsIn(named: readonly NamedIntervals[]): readonly Shift[] {
  const secondaries = new Map(turnsIn(named, 'secondary').map(({ member, from }) => [from, member]));
  const weeks = turnsIn(named, 'primary').toSorted((a, b) => a.from - b.from);
  return weeks.flatMap(({ member, from, to }) => {
    const secondary = secondaries.get(from);
    if (secondary === undefined) return [];
    return { primary: member, secondary, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  });
}

/** The weeks that anybody has in a part. Nobody has two in a row, which would be one here: rotations have two members at least. */
function turnsIn(named: readonly NamedIntervals[], part: Part) {
  const prefix = inPart(part, '');
  return named.flatMap(({ name, timeIntervals }) => {
    if (!name.startsWith(prefix)) return [];
    return (stretchesOf(timeIntervals) ?? []).map((stretch) => ({ member: name.slice(prefix.length), ...stretch }));
  });
}
