import { reachabilityOf } from '../../policies/reachability/index';
import { tell } from '../manifests/tell';
import { terminalWidth } from '../terminal/width';
import type { Format } from './format';
import { renderDot } from './formats/dot';
import { renderHtml } from './formats/html';
import { renderJson } from './formats/json';
import { renderMermaid } from './formats/mermaid';
import { renderSvg } from './formats/svg';
import { renderTable } from './formats/table';
import { graphOf } from './graph';
import { type About, narrowedOverview, partiesAbout } from './narrow';
import { overviewOf } from './overview';
import { readSource, type SourceOptions } from './source';

/** Shows who can open a connection to whom, or from one to whom. Everything is rendered before anything is written. */
export async function connections(what: string, about: About, format: Format, options: SourceOptions): Promise<number> {
  process.stdout.write(await render(what, about, format, options));
  return 0;
}

async function render(what: string, about: About, format: Format, options: SourceOptions): Promise<string> {
  const source = readSource(what, options);
  tell(source.reading);
  const reachability = reachabilityOf(source.objects, source.options);
  const ids = partiesAbout(about, source, reachability);
  if (format === 'json') return renderJson(source, reachability, ids);
  const overview = narrowedOverview(overviewOf(source, reachability), ids, source, reachability);
  switch (format) {
    case 'table':
      return renderTable(overview, terminalWidth());
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
