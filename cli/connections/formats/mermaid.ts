import type { Arrow, Box, Graph } from '../graph';
import { portsText } from '../ports';

/** The graph in Mermaid's language, which GitHub and GitLab draw in Markdown. */
export function renderMermaid({ boxes, arrows }: Graph): string {
  const namespaces = [...new Set(boxes.flatMap(({ namespace }) => namespace ?? []))].sort();
  const inside = (namespace: string | undefined) => boxes.filter((box) => box.namespace === namespace);
  return `${[
    'flowchart LR',
    ...namespaces.flatMap((namespace, index) => [
      `  subgraph s${index + 1}[${quote(`namespace ${namespace}`)}]`,
      ...inside(namespace).map((box) => `    ${boxLine(box)}`),
      '  end',
    ]),
    ...inside(undefined).map((box) => `  ${boxLine(box)}`),
    ...arrows.map((arrow) => `  ${arrowLine(arrow)}`),
    '  classDef outside stroke-dasharray: 4 3',
    '  classDef pods stroke-dasharray: 4 3',
  ].join('\n')}\n`;
}

function boxLine({ id, name, role, infrastructure }: Box): string {
  return `${id}[${quote(name, ...infrastructure.map((text) => `(${text})`))}]${role === 'workload' || role === 'infrastructure' ? '' : `:::${role}`}`;
}

/** Solid what is sure and meant; dotted what is unknown; thick what nothing declares. */
function arrowLine({ source, target, ports, look }: Arrow): string {
  const line = look === 'unknown' ? '-.->' : look === 'undeclared' ? '==>' : '-->';
  return `${source} ${line}|${quote(`${portsText(ports)}${look === 'unknown' ? ' ?' : ''}`)}| ${target}`;
}

/** Lines of a label. Mermaid has no escapes but entities, written with a hash. */
function quote(...lines: readonly string[]): string {
  const entities = { '#': '#35;', '"': '#quot;', '<': '#lt;', '>': '#gt;' } as const;
  const safe = lines.map((line) => line.replaceAll(/[#"<>]/g, (mark) => entities[mark as keyof typeof entities]));
  return `"${safe.join('<br/>')}"`;
}
