import { UserError } from '../../../constructs/invalid';
import { escapeXml } from '../../page/xml';
import { ARROWS_DRAWN } from '../folded-graph';
import type { Graph } from '../graph';
import { renderDot } from './dot';
import { hasOverlaps } from './overlaps';

/** The graph as a picture, laid out by Graphviz. */
export async function renderSvg(graph: Graph): Promise<string> {
  const { arrows, name } = graph;
  if (arrows.length > ARROWS_DRAWN) {
    throw new UserError([
      `${name}: ${arrows.length} arrows are more than a picture can show (${ARROWS_DRAWN}); name a part of the manifests, or take --format html, whose tables have no limit`,
    ]);
  }
  // A compiled Graphviz of over a megabyte: only who wants a picture waits for it.
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const drawn = withoutOverlaps(renderDot(graph), (dot) => viz.renderString(dot, { format: 'svg' }));
  // Its comments name the version, which would change the file without changing the picture.
  const bare = drawn.slice(drawn.indexOf('<svg')).replaceAll(/<!--.*?-->\n?/gs, '');
  // It writes hyphens as entities, for the sake of those comments.
  const svg = bare.replaceAll('&#45;', '-');
  const title = `Who can open a connection to whom: ${escapeXml(name)}`;
  return svg.replace(/^<svg([^>]*)>/, `<svg$1 role="img" aria-label="${title}">\n<title>${title}</title>`);
}

/**
 * Where calls go in circles between namespaces, Graphviz may draw their boxes over each other. Its other way of ranking
 * does not, and takes some ten times as long.
 *
 * Where boxes come to lie is seen without the lines between them, which it complains of where it cannot lay them.
 */
function withoutOverlaps(dot: string, draw: (dot: string) => string): string {
  const overlap = dot.includes(SECOND_FRAME) && hasOverlaps(draw(having('splines=false', dot)));
  return draw(overlap ? having('newrank=true, remincross=false', dot) : dot);
}

/** As the graph is written where it has more than one namespace. */
const SECOND_FRAME = 'subgraph cluster_2 ';

function having(attributes: string, dot: string): string {
  return dot.replace('graph [', `graph [${attributes}, `);
}
