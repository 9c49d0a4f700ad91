import { reachability as answersOf } from '../../policies/reachability/index';
import { tell } from '../manifests/tell';
import { terminalWidth } from '../terminal/width';
import { differing, differingJson, readExpected, renderDiffering } from './expected';
import type { Format } from './format';
import { renderByPort } from './formats/by-port';
import { renderJson } from './formats/json';
import { renderLines } from './formats/lines';
import { type About, narrowed, narrowedOverview, partiesAbout } from './narrow';
import { overviewOf } from './overview';
import { readSource, type SourceOptions } from './source';
import { answersByPort } from './why';

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
  const answers = answersOf(source.objects, source.options);
  const reachability = answers.matrix();
  const ids = partiesAbout(about, source, answers);
  const overview = narrowedOverview(overviewOf(source, reachability), ids, source, reachability);
  return { source, answers, reachability, ids, overview };
}

async function render(what: string, about: About, format: Format, options: SourceOptions): Promise<string> {
  const { source, answers, reachability, ids, overview } = answered(what, about, options);
  const { from, to, protocol } = about;
  const byPort =
    from === undefined || to === undefined ? undefined : answersByPort({ from, to, protocol }, source, answers);
  if (format === 'json') return renderJson(source, reachability, ids, byPort);
  if (format === 'lines') return renderLines(overview);
  if (format === 'table') {
    if (byPort !== undefined && byPort.answers.length > 0)
      return renderByPort(byPort, narrowed(reachability, ids), terminalWidth());
    const { renderTable } = await import('./formats/table.js');
    return renderTable(overview, terminalWidth());
  }
  const { drawn } = await import('./formats/drawn.js');
  return drawn(overview, format);
}
