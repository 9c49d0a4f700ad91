import { colour as pc } from '../terminal/colour';
import { columns } from '../terminal/columns';
import { markdownTable } from '../terminal/markdown-table';
import { printable } from '../terminal/printable';
import type { Month, Outcome, Report, Standing } from './report';

export const HEAD = ['', 'service', 'objective', 'promised', 'kept', 'budget left', 'pace 1h', 'pace 1d', 'lasts'];
export const MONTH_HEAD = ['', 'service', 'availability', 'promised', 'credit', 'recorded'];

const NOBODY_KNOWS = '?';

const SHADES = { kept: pc.green, missed: pc.red, unknown: pc.yellow } as const;

/** For people at a terminal. */
export function textOf(report: Report, width: number | undefined): string {
  const shade = ([outcome = '', ...rest]: readonly string[]) => [SHADES[outcome as Outcome](outcome), ...rest];
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    columns([head, ...rows.map(shade)], [...head.slice(0, -1).map(() => 'left' as const), 'left'], width);
  return `${[
    `${report.environment} at ${report.at}, by ${printable(report.prometheus)}: the last ${report.windowDays} days`,
    ...table(HEAD, report.objectives.map(rowOf)),
    '',
    monthTitle(report),
    ...table(
      MONTH_HEAD,
      report.month.services.map((one) => monthRow(one, report)),
    ),
  ].join('\n')}\n`;
}

/** For a report that people send on, and for pull requests. */
export function markdownOf(report: Report): string {
  return `${[
    `# Service levels of ${report.environment}`,
    '',
    `At ${report.at}, by ${report.prometheus}: the last ${report.windowDays} days.`,
    '',
    ...markdownTable(HEAD, report.objectives.map(rowOf)),
    '',
    `## ${monthTitle(report)}`,
    '',
    ...markdownTable(
      MONTH_HEAD,
      report.month.services.map((one) => monthRow(one, report)),
    ),
  ].join('\n')}\n`;
}

export function monthTitle({ month: { name, isOver } }: Report): string {
  return `The agreement with customers, ${name}${isOver ? '' : ', as far as it has passed'}`;
}

export function rowOf(standing: Standing): readonly string[] {
  const { outcome, namespace, service, objective, promisedPercent, currentPercent, budgetLeftPercent, burn } = standing;
  return [
    ...[outcome, `${namespace}/${service}`, objective, percent(promisedPercent), percent(currentPercent)],
    ...[percent(budgetLeftPercent, 1), times(burn.hour), times(burn.day), lastsOf(standing)],
  ];
}

function lastsOf({ exhausted, budgetLeftPercent, burn }: Standing): string {
  if (budgetLeftPercent === undefined) return NOBODY_KNOWS;
  if (budgetLeftPercent <= 0) return 'it is gone';
  if (exhausted !== undefined) return `until ${exhausted}`;
  return burn.hour === undefined && burn.day === undefined ? NOBODY_KNOWS : 'at this pace';
}

export function monthRow(one: Month, { month }: Report): readonly string[] {
  const { outcome, namespace, service, availabilityPercent, creditPercent, knownPercent } = one;
  return [
    ...[outcome, `${namespace}/${service}`, percent(availabilityPercent), percent(month.promisedPercent)],
    ...[percent(creditPercent), `${percent(knownPercent, 1)} of its hours`],
  ];
}

function percent(value: number | undefined, digits = 4): string {
  return value === undefined ? NOBODY_KNOWS : `${Number(value.toFixed(digits))} %`;
}

function times(value: number | undefined): string {
  return value === undefined ? NOBODY_KNOWS : `${Number(value.toFixed(2))}`;
}
