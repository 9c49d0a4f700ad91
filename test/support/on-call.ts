import type { OnCallRotationProps } from '../../constructs';

const pager = (key: string) => ({ pagerDuty: { secret: 'pagers', key } });

/** Three people who take turns, from a Monday in winter on. */
export const ROTATION: OnCallRotationProps = {
  members: [
    { name: 'ana', reach: [pager('ana')] },
    { name: 'ben', reach: [pager('ben')] },
    { name: 'cem', reach: [pager('cem')] },
  ],
  timeZone: 'Europe/Berlin',
  starts: '2027-03-15',
  weeks: 36,
  escalation: [pager('heads')],
  stakeholders: [{ slack: { secret: 'slack', key: 'incidents', channel: '#incidents' } }],
  warnings: [{ slack: { secret: 'slack', key: 'desk', channel: '#desk' } }],
  deadMansSwitch: { webhook: { secret: 'pagers', key: 'expected' } },
};
