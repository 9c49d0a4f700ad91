import { printable } from '../../../terminal/printable';
import type { EnvironmentReport } from '../../report';
import type { Line } from '../../told/field-lines';
import { type ToldGroup, toldGroups } from '../../told/groups';
import { escaped } from './escaped';
import type { Part } from './fitted';

/** A report that shows fewer lines than this has nothing to fold. */
const UNFOLDED = 16;

/** Lines of one resource; more are counted. */
const LINES = 60;

/** Letters of one line. */
const WIDTH = 240;

/** Everything that differs, by kind, folded. */
export function resourceParts(environments: readonly EnvironmentReport[]): readonly Part[] {
  const groups = toldGroups(environments);
  if (groups.length === 0) return [];
  const isOpen = isShort(groups);
  return ['\n### Resources\n', ...groups.map((group) => groupPart(group, isOpen))];
}

function isShort(groups: readonly ToldGroup[]): boolean {
  const entries = groups.flatMap((group) => group.entries);
  return entries.length < UNFOLDED && entries.flatMap((entry) => entry.lines()).length < UNFOLDED;
}

function groupPart({ title, counts, entries }: ToldGroup, isOpen: boolean): Part {
  return {
    head: `\n<details${isOpen ? ' open' : ''}><summary>${escaped(title)}: ${counts}</summary>\n\n\`\`\`diff\n`,
    items: entries.map((entry) => () => entryText(entry.lines())),
    foot: '```\n\n</details>\n',
    left: (count) => `# … and ${count} more\n`,
  };
}

function entryText(lines: readonly Line[]): string {
  const shown = lines.slice(0, LINES).map(lineText);
  const left = lines.length - shown.length;
  return [...shown, ...(left > 0 ? [`#   … and ${left} more lines\n`] : [])].join('');
}

function lineText({ mark, text }: Line): string {
  const shown = cut(printable(text));
  return mark === '@' ? `@@ ${shown} @@\n` : `${mark} ${shown}\n`;
}

function cut(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
}
