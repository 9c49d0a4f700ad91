import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { EnvironmentReport } from '../../report';
import { onPaperText } from '../../told/counts';
import type { Line } from '../../told/field-lines';
import { type ToldGroup, toldGroups } from '../../told/groups';
import { capital } from '../../told/words';
import type { Part } from './part';

type Entry = ToldGroup['entries'][number];

/** Lines of all resources together: what is new is told whole, and a browser shows only so much. */
const MOST = 20_000;

/** Each mark as a class of CSS. */
const CLASSES: Readonly<Record<Line['mark'], string>> = {
  '@': 'name',
  '+': 'add',
  '-': 'del',
  '!': 'change',
  ' ': 'same',
};

/** Everything that differs, by kind, folded. */
export function resources(environments: readonly EnvironmentReport[]): Part {
  const groups = toldGroups(environments);
  const lines = new Lines();
  const onPaper = onPaperText(environments);
  const body = [
    ...groups.map((group) => groupText(group, lines)),
    ...(lines.left === 0 ? [] : [`<p>The fields of ${lines.left} more are in the report of --format json.</p>`]),
    ...(onPaper === undefined ? [] : [`<p>${escapeXml(capital(onPaper))}.</p>`]),
  ];
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return {
    id: 'resources',
    title: 'Resources',
    tally: `${count}`,
    body: body.length === 0 ? '<p>Nothing differs.</p>' : body.join('\n'),
  };
}

/** Gives lines out while there are some. */
class Lines {
  left = 0;
  private shown = 0;

  of(entry: Entry): readonly Line[] {
    const lines = entry.lines();
    if (this.shown + lines.length > MOST) {
      this.left++;
      return lines.slice(0, 1);
    }
    this.shown += lines.length;
    return lines;
  }
}

function groupText({ title, counts, entries }: ToldGroup, lines: Lines): string {
  return `<details data-group class="kind"><summary>${escapeXml(title)} <span>${counts}</span></summary>
${entries.map((entry) => entryText(entry, lines, title)).join('\n')}
</details>`;
}

function entryText(entry: Entry, lines: Lines, title: string): string {
  const shown = lines.of(entry);
  const words = [...entry.about, title, ...entry.environments, ...shown.map(({ text }) => text)];
  return `<div class="diff" ${foundBy(words)}>${shown.map(lineText).join('')}</div>`;
}

function lineText({ mark, text }: Line): string {
  const sign = mark === '@' || mark === ' ' ? '' : `${mark} `;
  return `<div class="${CLASSES[mark]}">${escapeXml(`${sign}${text}`)}</div>`;
}
