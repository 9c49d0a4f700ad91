import { dataFor } from '../../page/page';
import type { Graph } from '../graph';
import { portsText } from '../ports';
import { renderSvg } from './svg';

const LEGEND = {
  possible: 'becomes possible',
  impossible: 'becomes impossible',
  plain: 'can open a connection',
  outside: 'from or to outside',
  undeclared: 'possible, not declared',
  unknown: 'unknown, may be possible',
} as const;

/**
 * The graph as a drawing of a page, with what its colours and lines mean, and what its search needs to know of it.
 *
 * @param key tells apart the drawings of one page.
 */
export async function figure(graph: Graph, key = ''): Promise<string> {
  const svg = asPart(await renderSvg(graph)).replaceAll(' id="', ` id="${key}`);
  const looks = new Set(graph.arrows.map(({ look }) => look));
  const legend = (Object.keys(LEGEND) as (keyof typeof LEGEND)[])
    .filter((look) => looks.has(look))
    .map((look) => `<span><i class="${look}"></i>${LEGEND[look]}</span>`);
  return `<figure>
<div tabindex="0" role="group" aria-label="Drawing of the connections">${svg}</div>
<figcaption>${legend.join('')}<span class="hint">choose a box to see its connections</span><button class="size" type="button">Actual size</button></figcaption>
${dataFor(told(graph, key))}
</figure>`;
}

/** Its boxes are buttons here, which are no part of a picture and are called what stands in them. */
function asPart(svg: string): string {
  return svg.replace('role="img"', 'role="group"').replaceAll(/(<g [^>]*>\n)<title>.*?<\/title>\n/g, '$1');
}

function told({ boxes, arrows }: Graph, key: string): object {
  return {
    boxes: boxes.map(({ id, name, members }) => ({ id: `${key}${id}`, name, members })),
    arrows: arrows.map(({ id, source, target, ports }) => ({
      id: `${key}${id}`,
      source: `${key}${source}`,
      target: `${key}${target}`,
      ports: portsText(ports),
    })),
  };
}
