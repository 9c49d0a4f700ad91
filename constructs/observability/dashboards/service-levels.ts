import { BUDGET } from '../../plan/promised';
import { Series, type Span } from '../promql';
import { WINDOW_DAYS } from '../service-level';
import { ratioName } from '../service-rules';
import type { Row } from './model';

const EACH = '{{service}} {{objective}}';

const WINDOW_SECONDS = WINDOW_DAYS * 24 * 60 * 60;

/** What a ratio and a budget share; a ratio has several budgets, one for each objective. */
const SHARED = ['namespace', 'service', 'indicator'] as const;

/** How all services of a namespace keep what they are held to, of what their rules record. */
export function serviceLevelRows(namespace: string): readonly Row[] {
  const budget = Series.of(BUDGET, { namespace }).now;
  const missed = (span: Span) => Series.of(ratioName(span), { namespace }).now;
  const gone = missed(`${WINDOW_DAYS}d`).overEach(budget, ...SHARED);
  const burn = (span: Span) => missed(span).overEach(budget, ...SHARED);
  return [
    {
      title: `Of ${WINDOW_DAYS} days`,
      panels: [
        {
          ...{
            title: 'Objective',
            unit: 'share',
            shows: 'now',
            says: 'Share of the requests that has to be as promised.',
          },
          queries: [{ legend: EACH, expr: budget.from(1) }],
        },
        {
          ...{ title: 'Kept', unit: 'share', shows: 'now', says: 'Share of the requests that was.' },
          queries: [{ legend: '{{service}} {{indicator}}', expr: missed(`${WINDOW_DAYS}d`).from(1) }],
        },
        {
          ...{ title: 'Budget left', unit: 'share', shows: 'now', says: 'Below 0, the objective is missed.' },
          queries: [{ legend: EACH, expr: gone.from(1) }],
        },
      ],
    },
    {
      title: 'Pace',
      panels: [
        {
          ...{ title: 'Budget left', unit: 'share', says: 'What is left of the window that ends then.' },
          queries: [{ legend: EACH, expr: gone.from(1) }],
        },
        {
          ...{
            title: 'Burn',
            unit: 'times',
            says: 'At 1, the budget lasts exactly as long as its window; at 14.4 over an hour, somebody is woken.',
          },
          queries: [
            { legend: `${EACH}, 1h`, expr: burn('1h') },
            { legend: `${EACH}, 1d`, expr: burn('1d') },
          ],
        },
        {
          ...{ title: 'Lasts for', unit: 'seconds' },
          says: 'What is left, at the pace of the last day, where that is above 1; nothing once it is gone. `dwcp slo` says until when.',
          queries: [{ legend: EACH, expr: gone.from(1).above(0).times(WINDOW_SECONDS).over(burn('1d').above(1)) }],
        },
      ],
    },
  ];
}
