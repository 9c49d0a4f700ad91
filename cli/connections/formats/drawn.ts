import { drawnOf } from '../folded-graph';
import type { Format } from '../format';
import { graphOf } from '../graph';
import type { Overview } from '../overview';
import { renderDot } from './dot';
import { renderHtml } from './html';
import { renderMermaid } from './mermaid';
import { renderSvg } from './svg';

/** The formats that draw workloads as boxes. */
type Drawn = Exclude<Format, 'table' | 'lines' | 'json'>;

/** Who can reach whom, drawn. */
export async function drawn(overview: Overview, format: Drawn): Promise<string> {
  switch (format) {
    case 'dot':
      return renderDot(graphOf(overview));
    case 'mermaid':
      return renderMermaid(graphOf(overview));
    case 'svg':
      return renderSvg(drawnOf(overview));
    case 'html':
      return renderHtml(overview, drawnOf(overview));
  }
}
