import type { KnownAlert } from '../alerts';
import { Vector } from '../vector';
import { DEAD_MANS_SWITCH } from './routes';

const DAY_SECONDS = 24 * 60 * 60;

/** How long before its end somebody is told that a rotation ends. */
const NOTICE_DAYS = 14;

/** What says that nobody would be told: of the way to people, and of the list of them. */
export function rotationAlerts(name: string, endsAt: number): readonly KnownAlert[] {
  const noticeAt = Math.floor(endsAt / 1000) - NOTICE_DAYS * DAY_SECONDS;
  return [
    {
      alert: DEAD_MANS_SWITCH,
      expr: `${Vector.constant(1)}`,
      labels: { severity: 'none' },
      annotations: {
        summary: 'Alerts find their way',
        description:
          'It always fires. Where it is expected and does not come, nobody is told of anything: see whether Prometheus runs, whether ' +
          'Alertmanager does, and whether the one reaches the other.',
      },
    },
    {
      alert: 'OnCallRotationEnds',
      expr: `${Vector.now.above(noticeAt)}`,
      labels: { severity: 'warning', rotation: name },
      annotations: {
        summary: `The weeks of ${name} end, and then every page is for everybody`,
        description:
          `It is {{ $value | humanizeTimestamp }}, and the last week ends at {{ ${Math.floor(endsAt / 1000)} | humanizeTimestamp }}. ` +
          `Give OnCallRotation ${name} more \`weeks\`, and deploy it.`,
      },
    },
  ];
}
