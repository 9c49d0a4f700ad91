import { escapeXml } from '../../page/xml';
import type { Arrow, Box, Graph } from '../graph';
import { portsText } from '../ports';

/** Ink on paper: the colours also tell apart in grey, and the HTML report replaces them by its own. */
const COLOURS = {
  workload: ['#1d4ed8', '#eff4ff'],
  pods: ['#667085', '#f9fafb'],
  infrastructure: ['#667085', '#f9fafb'],
  outside: ['#b54708', '#fffaeb'],
} as const;

/** What differs has a pattern besides its colour. */
const ARROWS = {
  possible: { color: '#b42318', penwidth: '2.5' },
  impossible: { color: '#067647', style: 'dotted', penwidth: '2' },
  plain: { color: '#475467' },
  outside: { color: '#b54708' },
  undeclared: { color: '#b42318', penwidth: '2.5' },
  unknown: { color: '#b42318', style: 'dashed' },
} as const;

/** What stands before the ports of an arrow, so that nothing is told by its colour alone. */
const SIGNS: Partial<Record<Arrow['look'], string>> = { possible: '+ ', impossible: '\u2212 ' };

const QUIET = '#667085';
const NAME = 12;
const SMALL = 9;
const PORTS = 10;
const LINE = 34;
const FONT = 'Helvetica,Arial,sans-serif';

/** The graph in Graphviz's language, a frame for each namespace. */
export function renderDot({ name, boxes, arrows }: Graph): string {
  const namespaces = [...new Set(boxes.flatMap(({ namespace }) => namespace ?? []))].sort();
  const inside = (namespace: string | undefined) => boxes.filter((box) => box.namespace === namespace);
  return `${[
    `digraph ${quote(name)} {`,
    // A page is longer than it is wide, and so is a large graph that runs from left to right.
    `  graph [rankdir=${boxes.length > 20 ? 'LR' : 'TB'}, nodesep=0.35, ranksep=0.6, pad=0.2, fontname=${quote(FONT)}, bgcolor=white];`,
    `  node [shape=box, style="rounded,filled", margin="0.14,0.08", fontname=${quote(FONT)}];`,
    `  edge [fontname=${quote(FONT)}, arrowsize=0.7];`,
    ...namespaces.flatMap((namespace, index) => [
      `  subgraph cluster_${index + 1} {`,
      `    label=${table([cell(`namespace ${namespace}`, { size: 11, color: QUIET })])}; labeljust=l; style=rounded; color="#d0d5dd";`,
      ...inside(namespace).map((box) => `    ${boxLine(box)}`),
      '  }',
    ]),
    ...inside(undefined).map((box) => `  ${boxLine(box)}`),
    ...arrows.map((arrow) => `  ${arrowLine(arrow)}`),
    '}',
  ].join('\n')}\n`;
}

function boxLine({ id, name, kind, role, namespace, infrastructure, is }: Box): string {
  const [line, fill] = COLOURS[role];
  // In its frame, a workload needs no namespace.
  const short = namespace !== undefined && name.startsWith(`${namespace}/`) ? name.slice(namespace.length + 1) : name;
  const small = [...(kind === undefined ? [] : [kind]), ...(is === undefined ? [] : [is]), ...infrastructure];
  const label = table([
    ...wrapped(short).map((text) => cell(text, { size: NAME, bold: true })),
    ...small.flatMap((line) => wrapped(line)).map((text) => cell(text, { size: SMALL, color: QUIET })),
  ]);
  const style = role === 'workload' ? '' : ', style="rounded,filled,dashed"';
  return `${id} [id=${id}, class=${is === undefined ? role : quote(`${role} ${is}`)}, label=${label}, color="${line}", fillcolor="${fill}"${style}];`;
}

function arrowLine({ id, source, target, ports, look, outcome }: Arrow): string {
  const label = `${SIGNS[look] ?? ''}${labelOf(ports)}${outcome === 'unknown' ? ' ?' : ''}`;
  // What only may become possible is drawn as what is only perhaps open.
  const lines = { ...ARROWS[look], ...(outcome === 'unknown' && { style: 'dashed' }) };
  const style = Object.entries(lines).map(([key, value]) => `${key}=${quote(value)}`);
  const text = table([cell(label, { size: PORTS, color: ARROWS[look].color })]);
  return `${source} -> ${target} [id=${id}, class=${look}, label=${text}, ${style.join(', ')}];`;
}

/** Ranges that an arrow is told by: those of whole namespaces may be many. */
const RANGES = 4;

function labelOf(ports: Arrow['ports']): string {
  if (ports.length <= RANGES) return portsText(ports);
  return `${portsText(ports.slice(0, RANGES - 1))}, ${ports.length - RANGES + 1} more`;
}

/** Lines of a box: one that grows wide for its words makes the whole picture wide. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= LINE) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function table(cells: readonly string[]): string {
  const rows = cells.map((each) => `<tr>${each}</tr>`).join('');
  return `<<table border="0" cellborder="0" cellspacing="0" cellpadding="1">${rows}</table>>`;
}

/** As wide as the widest common font needs: the reader's font is not the one that Graphviz measures with. */
function cell(text: string, { size, color, bold = false }: { size: number; color?: string; bold?: boolean }): string {
  const width = Math.ceil(text.length * size * (bold ? 0.66 : 0.58));
  const inner = bold ? `<b>${escapeXml(text)}</b>` : escapeXml(text);
  const font = `point-size="${size}"${color === undefined ? '' : ` color="${color}"`}`;
  return `<td align="left" width="${width}"><font ${font}>${inner}</font></td>`;
}

/** A text in DOT: only the quote is special, and a backslash before a letter. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\s+/g, ' ')}"`;
}
