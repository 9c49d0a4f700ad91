import { foundBy, page } from '../../page/page';
import { escapeXml } from '../../page/xml';
import { ARROWS_DRAWN } from '../folded-graph';
import { type Line, linesOf } from '../gather';
import type { Graph } from '../graph';
import type { Overview, Section } from '../overview';
import { portsText } from '../ports';
import { READABLE } from './by-namespace';
import { figure } from './figure';

/** One file for a browser: the graph, a search, and every connection as a table. */
export async function renderHtml(overview: Overview, graph: Graph): Promise<string> {
  const { name, ends, sections, alarms, notes } = overview;
  const workloads = ends.filter(({ role }) => role === 'workload').map((end) => end.name);
  return page({
    title: `Connections of ${name}`,
    lead: `<p>Who can open a connection to whom, from the policies alone. ${closed(overview)}</p>`,
    finds: 'a name or a port',
    main: [
      await drawing(graph, workloads.length),
      ...sections.map((section) => table(section, workloads)),
      alarmList(alarms),
      noteList(notes),
    ].join('\n'),
  });
}

/** What it means that something is not on the page. */
function closed({ alarms, notes }: Overview): string {
  const isWhole = alarms.length === 0 && notes.length === 0;
  return isWhole
    ? 'What is not here is closed.'
    : 'What is not here is closed, as far as the input shows it: see the end.';
}

async function drawing(graph: Graph, workloads: number): Promise<string> {
  const count = graph.arrows.length;
  if (count === 0 && workloads === 0)
    return '<p>No workload is in the input, so nothing is said of who can connect.</p>';
  if (count === 0) return '<p>Nobody can open a connection to anybody.</p>';
  if (count > ARROWS_DRAWN)
    return `<p>${count} arrows are more than a picture can show; the tables below have them all.</p>`;
  return figure(graph);
}

function table({ key, title, rows }: Section, workloads: readonly string[]): string {
  const alarm = key === 'undeclared' || key === 'unknown' ? ' class="alarm"' : '';
  const lines = linesOf(rows, workloads);
  const noted = lines.some(({ note }) => note !== undefined);
  const head = ['From', 'To', 'Ports', ...(noted ? ['Note'] : [])];
  const body = `<div class="scroll" tabindex="0" role="group" aria-label="${escapeXml(title)}"><table class="connections">
<thead><tr>${head.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>
<tbody>
${lines.map((line) => tableRow(line, noted)).join('\n')}
</tbody>
</table></div>`;
  // A search opens it.
  return `<section${alarm}>
<h2>${escapeXml(title)} <span>${rows.length}</span></h2>
${lines.length > READABLE ? `<details data-group><summary>${lines.length} lines</summary>${body}</details>` : body}
</section>`;
}

function tableRow({ from, to, ports, note, outcome }: Line, noted: boolean): string {
  const cells = [from.name, to.name, portsText(ports), ...(noted ? [note ?? ''] : [])];
  const words = [from.name, to.name, ...from.members, ...to.members, portsText(ports)];
  return `<tr class="${outcome}" ${foundBy(words)}>${cells.map((text) => `<td>${escapeXml(text)}</td>`).join('')}</tr>`;
}

function noteList(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((text) => `<li>${escapeXml(text)}</li>`).join('\n');
  return `<section><h2>Not in the input <span>${sentences.length}</span></h2><ul>\n${items}\n</ul></section>`;
}

function alarmList(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((text) => `<li>${escapeXml(text)}</li>`).join('\n');
  return `<section class="alarm"><h2>To look at <span>${sentences.length}</span></h2><ul>\n${items}\n</ul></section>`;
}
