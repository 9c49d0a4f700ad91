import { type Line, linesOf } from '../../manifests/gather';
import type { Graph } from '../graph';
import type { Overview, Section } from '../overview';
import { portsText } from '../ports';
import { SCRIPT } from './page-script';
import { STYLE } from './page-style';
import { ARROWS_DRAWN, renderSvg } from './svg';
import { escapeXml } from './xml';

/** One file for a browser: the graph, a search, and every connection as a table. It loads nothing from anywhere. */
export async function renderHtml(overview: Overview, graph: Graph): Promise<string> {
  const { name, ends, sections, alarms } = overview;
  const workloads = ends.filter(({ role }) => role === 'workload').map((end) => end.name);
  const title = `Connections of ${escapeXml(name)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><div>
<div><h1>${title}</h1><p>Who can open a connection to whom, from the policies alone. What is not here is closed.</p></div>
<div class="find"><label for="q">Find</label><input id="q" type="search" placeholder="a name or a port   ( / )" autocomplete="off" spellcheck="false"><output id="found" for="q" aria-live="polite"></output></div>
</div></header>
<main>
${await figure(graph)}
${sections.map((section) => table(section, workloads)).join('\n')}
${alarmList(alarms)}
</main>
<script type="application/json" id="graph">${data(graph)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

async function figure(graph: Graph): Promise<string> {
  const count = graph.arrows.length;
  if (count === 0) return '<p>Nobody can open a connection to anybody.</p>';
  if (count > ARROWS_DRAWN)
    return `<p>${count} arrows are more than a picture can show; the tables below have them all.</p>`;
  const looks = new Set(graph.arrows.map(({ look }) => look));
  const legend = [
    ...(looks.has('outside') ? ['<span><i class="outside"></i>from or to outside</span>'] : []),
    ...(looks.has('undeclared') ? ['<span><i class="undeclared"></i>possible, not declared</span>'] : []),
    ...(looks.has('unknown') ? ['<span><i class="unknown"></i>unknown, may be possible</span>'] : []),
  ];
  return `<figure>
<div>${await renderSvg(graph)}</div>
<figcaption><span><i></i>can open a connection</span>${legend.join('')}<span class="hint">choose a box to see its connections</span><button id="size" type="button">Actual size</button></figcaption>
</figure>`;
}

function table({ key, title, rows }: Section, workloads: readonly string[]): string {
  const alarm = key === 'undeclared' || key === 'unknown' ? ' class="alarm"' : '';
  const lines = linesOf(rows, workloads);
  const noted = lines.some(({ note }) => note !== undefined);
  const head = ['From', 'To', 'Ports', ...(noted ? ['Note'] : [])];
  return `<section${alarm}>
<h2>${escapeXml(title)} <span>${rows.length}</span></h2>
<div class="scroll"><table>
<thead><tr>${head.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>
<tbody>
${lines.map((line) => tableRow(line, noted)).join('\n')}
</tbody>
</table></div>
</section>`;
}

function tableRow({ from, to, ports, note, outcome }: Line, noted: boolean): string {
  const cells = [from.name, to.name, portsText(ports), ...(noted ? [note ?? ''] : [])];
  const names = JSON.stringify([...new Set([from.name, to.name, ...from.members, ...to.members])]);
  return `<tr class="${outcome}" data-names="${escapeXml(names)}">${cells.map((text) => `<td>${escapeXml(text)}</td>`).join('')}</tr>`;
}

function alarmList(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((text) => `<li>${escapeXml(text)}</li>`).join('\n');
  return `<section class="alarm"><h2>To look at <span>${sentences.length}</span></h2><ul>\n${items}\n</ul></section>`;
}

/** What the search needs to know of the drawing. */
function data({ boxes, arrows }: Graph): string {
  const told = {
    boxes: boxes.map(({ id, name, members }) => ({ id, name, members })),
    arrows: arrows.map(({ id, source, target, ports }) => ({ id, source, target, ports: portsText(ports) })),
  };
  // Only `<` could end the script before its end.
  return JSON.stringify(told).replaceAll('<', '\\u003c');
}
