import { ARROWS_DRAWN } from '../../../connections/folded-graph';
import { figure } from '../../../connections/formats/figure';
import type { Graph } from '../../../connections/graph';
import { portsText } from '../../../connections/ports';
import { escapeXml } from '../../../page/xml';
import { focused, type Picture } from '../../picture';

import type { EnvironmentReport } from '../../report';
import { countOf } from '../../told/words';
import type { Part } from './part';

/**
 * Who can open a connection to whom, a drawing for each environment.
 *
 * The strictest is unfolded, and of the others those that differ otherwise.
 */
export async function drawings(environments: readonly EnvironmentReport[]): Promise<Part> {
  const drawn = environments.flatMap(({ environment, picture }) => {
    if (picture === undefined) return [];
    const differing = focused(picture);
    return [{ environment, whole: picture, differing, difference: differenceText(differing) }];
  });
  const strictest = drawn.at(-1)?.difference;
  const texts: string[] = [];
  for (const [index, { environment, whole, differing, difference }] of drawn.entries()) {
    const isSame = index < drawn.length - 1 && difference === strictest;
    texts.push(`<details class="drawing"${isSame || differing.arrows.length === 0 ? '' : ' open'}>
<summary>${escapeXml(environment)} <span>${countsText(differing)}</span></summary>
${await shown(whole.arrows.length > ARROWS_DRAWN ? differing : whole, `e${index + 1}`)}
${arrowTable(whole)}
</details>`);
  }
  return { id: 'connections', title: 'Connections', body: texts.join('\n') };
}

/** The same for two drawings of which the same differs, wherever their boxes are. */
function differenceText({ boxes, arrows }: Graph): string {
  const names = new Map(boxes.map(({ id, name }) => [id, name]));
  return arrows
    .map(({ source, target, ports, look }) => [names.get(source), names.get(target), portsText(ports), look].join(' '))
    .join('\n');
}

async function shown(picture: Picture, key: string): Promise<string> {
  const { arrows, left } = picture;
  if (arrows.length > ARROWS_DRAWN)
    return `<p>${arrows.length} differences are more than a picture can show; the table has them all.</p>`;
  const note =
    left === 0 ? '' : `<p>${countOf(left, 'connection does', 'connections do')} not differ, and are left out.</p>`;
  if (arrows.length > 0) return `${note}${await figure(picture, key)}`;
  return note === '' ? '<p>Nobody can open a connection to anybody.</p>' : note;
}

function countsText({ arrows }: Graph): string {
  const of = (wanted: string) => arrows.filter(({ look }) => look === wanted).length;
  const [possible, impossible] = [of('possible'), of('impossible')];
  if (possible + impossible === 0) return 'nothing differs';
  return [
    ...(possible > 0 ? [`${possible} become${possible === 1 ? 's' : ''} possible`] : []),
    ...(impossible > 0 ? [`${impossible} become${impossible === 1 ? 's' : ''} impossible`] : []),
  ].join(', ');
}

/** How each look is told in words. */
const WORDS = {
  possible: 'becomes possible',
  impossible: 'becomes impossible',
  undeclared: 'possible, not declared',
  unknown: 'may be possible',
  outside: '',
  plain: '',
} as const satisfies Record<Graph['arrows'][number]['look'], string>;

/** The drawing in words, for who cannot see it or prints it. */
function arrowTable({ boxes, arrows, name }: Graph): string {
  const names = new Map(boxes.map((box) => [box.id, box.name]));
  const rows = arrows.map(({ source, target, ports, look, note }) => {
    const cells = [names.get(source) ?? source, names.get(target) ?? target, portsText(ports), WORDS[look], note ?? ''];
    return `<tr class="${look}">${cells.map((text) => `<td>${escapeXml(text)}</td>`).join('')}</tr>`;
  });
  return `<details><summary>The drawing as a table <span>${rows.length}</span></summary>
<div class="scroll" tabindex="0" role="group" aria-label="${escapeXml(`Connections of ${name}`)}"><table class="connections">
<thead><tr>${['From', 'To', 'Ports', 'Difference', 'Note'].map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div></details>`;
}
