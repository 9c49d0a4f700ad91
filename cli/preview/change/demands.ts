import { STANDARDS } from '../../../constructs/standards';
import type { ChangeClass, Demand } from './class';
import { hoursBetween } from './moment';
import type { Approval, ChangeRecord } from './record';

type Class = ChangeClass['class'];
type Asked = Pick<Demand, 'what' | 'says'> & {
  /** What the record says of it, and whether that is enough. */
  readonly judge: (record: ChangeRecord, today: string) => Pick<Demand, 'found'> & { readonly isMet: boolean };
};

const { leadTimeHours, emergencyApprovalHours } = STANDARDS.changes;

const LEAD_TIME: Asked = {
  what: 'lead-time',
  says: `${leadTimeHours} hours from its submission to its window`,
  judge: ({ submitted, window }) => {
    if (window === undefined) return { isMet: false, found: 'it has no window' };
    const hours = hoursBetween(submitted, window.from);
    return { isMet: hours >= leadTimeHours, found: `${Math.floor(hours * 10) / 10} hours` };
  },
};

const WINDOW: Asked = {
  what: 'window',
  says: 'a maintenance window that is still to come or open',
  judge: ({ window }, today) => {
    if (window === undefined) return { isMet: false, found: 'it has none' };
    const isToCome = hoursBetween(`${today}T00:00:00Z`, window.to) > 0;
    return { isMet: isToCome, found: `${window.from} to ${window.to}${isToCome ? '' : ', which is over'}` };
  },
};

const APPROVAL: Asked = {
  what: 'approval',
  says: 'approval by the Change Advisory Board before its window',
  judge: (record) =>
    approvedBy(record, 'change-advisory-board', ({ at }) =>
      record.window !== undefined && hoursBetween(at, record.window.from) < 0
        ? 'after its window had begun'
        : undefined,
    ),
};

const EMERGENCY_APPROVAL: Asked = {
  what: 'approval',
  says: `approval by the Emergency Change Advisory Board within ${emergencyApprovalHours} hours of its declaration`,
  judge: (record) =>
    approvedBy(record, 'emergency-change-advisory-board', ({ at }) =>
      hoursBetween(record.submitted, at) > emergencyApprovalHours ? 'too late' : undefined,
    ),
};

const REASON: Asked = {
  what: 'reason',
  says: 'the reason why it cannot wait',
  judge: ({ reason }) => ({ isMet: reason !== undefined, found: reason ?? 'it has none' }),
};

const REVIEW: Asked = {
  what: 'review',
  says: 'a day for the review after it is deployed',
  judge: ({ review, submitted }) => {
    if (review === undefined) return { isMet: false, found: 'it has none' };
    const isAfter = review >= submitted.slice(0, review.length);
    return { isMet: isAfter, found: isAfter ? review : `${review}, which is before its declaration` };
  },
};

/** What each class asks for. A standard change is approved by what checks it. */
const ASKED: Readonly<Record<Class, readonly Asked[]>> = {
  standard: [],
  normal: [APPROVAL, LEAD_TIME, WINDOW],
  emergency: [REASON, EMERGENCY_APPROVAL, REVIEW],
};

/** Everything that a class of changes asks for, and what the record says of it. */
export function demandsOf(asking: Class, record: ChangeRecord | undefined, today: string): readonly Demand[] {
  return ASKED[asking].map(({ what, says, judge }) => {
    if (record === undefined) return { what, says, status: 'open' };
    const { isMet, found } = judge(record, today);
    return { what, says, status: isMet ? 'met' : 'unmet', ...(found !== undefined && { found }) };
  });
}

/** The approval of a board, given in time; what was given before there was anything to approve is none. */
function approvedBy(
  { approvals = [], submitted }: ChangeRecord,
  board: Approval['board'],
  lateness: (approval: Approval) => string | undefined,
) {
  const given = approvals.filter((one) => one.board === board);
  const judged = given.map((approval) => ({
    approval,
    wrong: hoursBetween(submitted, approval.at) < 0 ? 'before it was submitted' : lateness(approval),
  }));
  const { approval, wrong } = judged.find((one) => one.wrong === undefined) ?? judged[0] ?? {};
  if (approval === undefined) return { isMet: false, found: 'nobody has said yes' };
  return {
    isMet: wrong === undefined,
    found: `${approval.by}, at ${approval.at}${wrong === undefined ? '' : `, which is ${wrong}`}`,
  };
}
