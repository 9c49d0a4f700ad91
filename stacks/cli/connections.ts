import { reachabilityOf } from '../../policies/reachability/index';
import { renderDot } from '../connections/formats/dot';
import { renderHtml } from '../connections/formats/html';
import { renderJson } from '../connections/formats/json';
import { renderMermaid } from '../connections/formats/mermaid';
import { renderSvg } from '../connections/formats/svg';
import { renderTable } from '../connections/formats/table';
import { graphOf } from '../connections/graph';
import { overviewOf } from '../connections/overview';
import { readSource, type SourceOptions } from '../connections/source';
import type { Format } from './connections-command';

/** Shows who can open a connection to whom. Everything is rendered before anything is written. */
export async function connections(what: string, format: Format, options: SourceOptions): Promise<number> {
  process.stdout.write(await render(what, format, options));
  return 0;
}

async function render(what: string, format: Format, options: SourceOptions): Promise<string> {
  const source = readSource(what, options);
  const reachability = reachabilityOf(source.objects, source.options);
  if (format === 'json') return renderJson(source, reachability);
  const overview = overviewOf(source, reachability);
  switch (format) {
    case 'table':
      return renderTable(overview);
    case 'dot':
      return renderDot(graphOf(overview));
    case 'mermaid':
      return renderMermaid(graphOf(overview));
    case 'svg':
      return renderSvg(graphOf(overview));
    case 'html':
      return renderHtml(overview, graphOf(overview));
  }
}
