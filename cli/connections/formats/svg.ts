import { UserError } from '../../../constructs/invalid';
import { escapeXml } from '../../page/xml';
import type { Graph } from '../graph';
import { renderDot } from './dot';

/** Laying out takes time that grows with the square of the arrows, and nobody reads a picture of more. */
export const ARROWS_DRAWN = 300;

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
  const drawn = (await instance()).renderString(renderDot(graph), { format: 'svg' });
  // Its comments name the version, which would change the file without changing the picture.
  const bare = drawn.slice(drawn.indexOf('<svg')).replaceAll(/<!--.*?-->\n?/gs, '');
  // It writes hyphens as entities, for the sake of those comments.
  const svg = bare.replaceAll('&#45;', '-');
  const title = `Who can open a connection to whom: ${escapeXml(name)}`;
  return svg.replace(/^<svg([^>]*)>/, `<svg$1 role="img" aria-label="${title}">\n<title>${title}</title>`);
}
