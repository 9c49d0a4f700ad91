import { checked } from '../../../constructs/fields/check-fields';
import { oneOf } from '../../../constructs/fields/choice';
import type { Field } from '../../../constructs/fields/field';
import { group, type Together } from '../../../constructs/fields/group';
import { list } from '../../../constructs/fields/list';
import { optional } from '../../../constructs/fields/optional';
import { text, trimmed } from '../../../constructs/fields/text';
import { UserError } from '../../../constructs/invalid';
import { tryReadYaml } from '../../yaml';
import type { ChangeClass } from './class';
import { day, hoursBetween, moment } from './moment';

const BOARDS = ['change-advisory-board', 'emergency-change-advisory-board'] as const;

/** What is written down about a change before it is deployed: `--change RECORD.yaml`. */
export interface ChangeRecord {
  readonly class: ChangeClass['class'];
  readonly title: string;
  /** The team that deploys it. */
  readonly owner: string;
  /** Why it cannot wait. @default - it can */
  readonly reason?: string;
  /** When it was submitted; of an emergency, when that was declared. */
  readonly submitted: string;
  /** When it is deployed. @default - not yet known */
  readonly window?: Window;
  /** @default - nobody has said yes yet */
  readonly approvals?: readonly Approval[];
  /** The day on which people look back at it. @default - none is set */
  readonly review?: string;
}

interface Window {
  readonly from: string;
  readonly to: string;
}

export interface Approval {
  readonly board: (typeof BOARDS)[number];
  readonly by: string;
  readonly at: string;
}

const FIND = 'write it as in 2026-11-30T22:00:00Z';
const time = text(FIND, moment);

const inOrder: Together = ({ from, to }, path) =>
  isMoment(from) && isMoment(to) && hoursBetween(from, to) <= 0
    ? [{ path, message: `begins at ${from} and ends at ${to}; let it end later than it begins` }]
    : [];

const RECORD: Field<ChangeRecord> = group({
  class: oneOf(['standard', 'normal', 'emergency'], 'it says how the change is managed'),
  title: text('say what changes, in a few words', trimmed),
  owner: text('name the team that deploys it', trimmed),
  reason: optional(text('say why it cannot wait', trimmed)),
  submitted: time,
  window: optional(group({ from: time, to: time }, inOrder)),
  approvals: optional(
    list(
      'list who said yes, or leave it out',
      group({
        board: oneOf(BOARDS, 'it says in whose name'),
        by: text('name who said yes', trimmed),
        at: time,
      }),
    ),
  ),
  review: optional(text('give the day on which people look back at it, e.g. 2026-12-03', day)),
}) as Field<ChangeRecord>;

/**
 * A record of a change, from its file.
 *
 * @throws UserError with everything that is wrong with its form. What it lacks of what a class asks for is no such thing.
 */
export function readRecord(path: string, name: string): ChangeRecord {
  const written = tryReadYaml(path, name);
  if (written === undefined) throw new UserError([`--change ${name}: is not there; name the record of the change`]);
  return checked(RECORD, written, { before: `${name}: `, root: '', noun: 'part', whole: 'the record' });
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && moment(value, FIND) === undefined;
}
