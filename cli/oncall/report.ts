import type { Shift } from '../../constructs/observability/on-call/shifts';
import { type Checklist, checklistsOf } from './checklists';
import type { Rotation } from './rotations';

/** Who is on call for the alerts of a namespace. */
export interface Standing {
  readonly namespace: string;
  readonly rotation: string;
  /** Whose week it is. @default - nobody's: before the first week or after the last, when a page is for everybody */
  readonly now?: Shift;
  /** The weeks after that, in order, as many as were asked for. */
  readonly next: readonly Shift[];
}

export interface Report {
  readonly environment: string;
  readonly at: string;
  readonly rotations: readonly Standing[];
  readonly checklists: readonly Checklist[];
}

/** Who is on call at a moment, and in so many weeks after it. */
export function reportOf(environment: string, rotations: readonly Rotation[], at: number, weeks: number): Report {
  return {
    environment,
    at: new Date(at).toISOString(),
    rotations: rotations.map(({ namespace, name, shifts }) => {
      const now = shifts.find(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
      const next = shifts.filter(({ from }) => Date.parse(from) > at).slice(0, weeks);
      return { namespace, rotation: name, ...(now && { now }), next };
    }),
    checklists: checklistsOf(environment),
  };
}

/** Whether there is somebody for every alert that a rotation is for, and a rotation at all. */
export function isStaffed({ rotations }: Report): boolean {
  return rotations.length > 0 && rotations.every(({ now }) => now !== undefined);
}
