import { reachabilityOf } from '../../policies/reachability/index';
import { tell } from '../manifests/tell';
import { terminalWidth } from '../terminal/width';
import { differing, differingJson, readExpected, renderDiffering } from './expected';
import type { Format } from './format';
import { renderJson } from './formats/json';
import { renderLines } from './formats/lines';
import { type About, narrowedOverview, partiesAbout } from './narrow';
import { overviewOf } from './overview';
import { readSource, type SourceOptions } from './source';

/** Shows who can open a connection to whom, or from one to whom. Everything is rendered before anything is written. */
export async function connections(what: string, about: About, format: Format, options: SourceOptions): Promise<number> {
  process.stdout.write(await render(what, about, format, options));
  return 0;
}

/** Whether the connections are those of a file, and no others: 1 where they are not. */
export function connectionsExpected(
  what: string,
  about: About,
  { file, json }: { readonly file: string; readonly json: boolean },
  options: SourceOptions,
): number {
  const expected = readExpected(file, options.directory);
  const { source, overview } = answered(what, about, options);
  const found = differing(overview, expected);
  process.stdout.write((json ? differingJson : renderDiffering)(source.name, file, found));
  return found.unexpected.length + found.missing.length > 0 ? 1 : 0;
}

function answered(what: string, about: About, options: SourceOptions) {
  const source = readSource(what, options);
  tell(source.reading);
  const reachability = reachabilityOf(source.objects, source.options);
  const ids = partiesAbout(about, source, reachability);
  const overview = narrowedOverview(overviewOf(source, reachability), ids, source, reachability);
  return { source, reachability, ids, overview };
}

async function render(what: string, about: About, format: Format, options: SourceOptions): Promise<string> {
  const { source, reachability, ids, overview } = answered(what, about, options);
  if (format === 'json') return renderJson(source, reachability, ids);
  if (format === 'lines') return renderLines(overview);
  if (format === 'table') {
    const { renderTable } = await import('./formats/table.js');
    return renderTable(overview, terminalWidth());
  }
  const { drawn } = await import('./formats/drawn.js');
  return drawn(overview, format);
}
