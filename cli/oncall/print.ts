import { colour as pc } from '../terminal/colour';
import { columns } from '../terminal/columns';
import { folded } from '../terminal/folded';
import { markdownTable } from '../terminal/markdown-table';
import type { Report, Standing } from './report';

const HEAD = ['rotation', 'primary', 'secondary', 'from', 'to'];

const NOBODY = 'declares no OnCallRotation: nobody is told of its alerts by this baseline (docs/guides/on-call.md)';
const EVERYBODY = 'everybody';

/** For people at a terminal. */
export function textOf({ environment, at, rotations, checklists }: Report, width: number | undefined): string {
  const who =
    rotations.length === 0
      ? folded(pc.yellow(`${environment} ${NOBODY}`), width, 2)
      : columns([HEAD, ...rotations.flatMap(rowsOf)], [...HEAD.map(() => 'left' as const)], width);
  return `${[
    `${environment} at ${minuteOf(at)}`,
    ...who,
    ...checklists.flatMap(({ title, items }) => [
      '',
      title,
      ...items.flatMap((item) => folded(`  - ${item}`, width, 4)),
    ]),
  ].join('\n')}\n`;
}

/** For a ticket or a page of a wiki, whose boxes are ticked. */
export function markdownOf({ environment, at, rotations, checklists }: Report): string {
  return `${[
    `# On call for ${environment}`,
    '',
    `At ${minuteOf(at)}.`,
    '',
    ...(rotations.length === 0 ? [`${environment} ${NOBODY}.`] : markdownTable(HEAD, rotations.flatMap(rowsOf))),
    ...checklists.flatMap(({ title, items }) => ['', `## ${title}`, '', ...items.map((item) => `- [ ] ${item}`)]),
  ].join('\n')}\n`;
}

function rowsOf({ namespace, rotation, now, next }: Standing): readonly (readonly string[])[] {
  const name = `${namespace}/${rotation}`;
  const weeks = [...(now ? [now] : []), ...next].map(({ primary, secondary, from, to }) => [
    ...[name, primary, secondary],
    ...[minuteOf(from), minuteOf(to)],
  ]);
  return now ? weeks : [[name, EVERYBODY, EVERYBODY, 'now', next[0] ? minuteOf(next[0].from) : ''], ...weeks];
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Such as `Mon 2026-11-30 08:00 UTC`. */
export function minuteOf(time: string): string {
  const date = new Date(time);
  return `${DAYS[date.getUTCDay()]} ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
