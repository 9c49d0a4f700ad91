import { also, group, list, text, value, whole } from '../../props/checks';
import { needed, optional, type Props } from '../../props/props';
import { RECEIVER, type Receiver } from './receivers';
import { isHandOverDay } from './shifts';
import { isTimeZone, isWallTime, momentOf, type WallTime } from './wall-clock';

/** One way or more in which somebody is told. */
export type Receivers = readonly [Receiver, ...Receiver[]];

/** Somebody who takes their turn. */
export interface OnCallMember {
  /** Part of the names of receivers: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Every way in which they are told. */
  readonly reach: Receivers;
}

/** A stretch of time in which something is taken down on purpose, by the clock of the rotation's time zone. */
export interface MaintenanceWindow {
  /** Such as `2027-01-16T02:00`. */
  readonly from: WallTime;
  /** When it is over. */
  readonly to: WallTime;
}

export interface OnCallRotationProps {
  /** Who takes turns, in this order: the primary of a week has been the secondary of the week before. */
  readonly members: readonly [OnCallMember, OnCallMember, ...OnCallMember[]];

  /** Where it is 09:00 when the week changes hands, as the tz database calls it: `Europe/Berlin`. */
  readonly timeZone: string;

  /** The Monday on which the first week begins: `2026-11-30`. */
  readonly starts: string;

  /** How many weeks are planned: somebody is told two weeks before they end. */
  readonly weeks: number;

  /** Who is told when half an hour has passed and nobody has taken the page. */
  readonly escalation: Receivers;

  /** Who is told of every page, and again every 15 minutes until somebody has taken it. */
  readonly stakeholders: Receivers;

  /** Who is told of what can wait until the morning: warnings, once and then daily. */
  readonly warnings: Receivers;

  /** What expects a message every five minutes, outside of the cluster, and tells somebody when none comes. */
  readonly deadMansSwitch: Receiver;

  /**
   * When nobody is told, but for the dead man's switch.
   *
   * @default - never: what fires is told
   */
  readonly maintenance?: readonly MaintenanceWindow[];
}

/** Two years, as far as anybody plans; each week is about 300 bytes of the object. */
const MOST_WEEKS = 104;

const RECEIVERS = list(RECEIVER, `list one at least: ${RECEIVER.form}`, 1);

const MEMBER = group<OnCallMember>({
  name: needed(
    text("write lower-case letters, digits and inner hyphens, e.g. 'ana'", /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/),
  ),
  reach: needed(RECEIVERS),
});

const WALL_TIME = value('write a day and a time, e.g. 2027-01-16T02:00', isWallTime);

const WINDOW = also(
  group<MaintenanceWindow>({ from: needed(WALL_TIME), to: needed(WALL_TIME) }),
  ({ from, to }: MaintenanceWindow, place) =>
    momentOf(from, 'UTC') < momentOf(to, 'UTC')
      ? []
      : [`has \`${place}\` that ends at ${to} and begins at ${from}; write its end after its beginning`],
);

export const ROTATION: Props<OnCallRotationProps> = {
  members: needed(
    also(
      list(MEMBER, 'list two at least, since one cannot come in for themselves', 2),
      (members: readonly OnCallMember[], place) =>
        members
          .filter(({ name }, index) => members.findIndex((other) => other.name === name) < index)
          .map(({ name }) => `has '${name}' twice in \`${place}\`; name everybody once`),
    ),
  ),
  timeZone: needed(value("write the name of a time zone, e.g. 'Europe/Berlin'", isTimeZone)),
  starts: needed(value('write a Monday, e.g. 2026-11-30', isHandOverDay)),
  weeks: needed(whole(1, MOST_WEEKS)),
  escalation: needed(RECEIVERS),
  stakeholders: needed(RECEIVERS),
  warnings: needed(RECEIVERS),
  deadMansSwitch: needed(RECEIVER),
  maintenance: optional(list(WINDOW)),
};
