import { writeFileSync } from 'node:fs';
import { judged } from '../judged';
import type { LoadedPlatform } from '../platform/loaded';
import { jsonText } from '../terminal/json';
import { comparisonOf } from './comparison';
import { type Format, rendered } from './formats';
import type { GateId } from './gates/gate';
import { type Report, reportOf } from './report';
import { renderPreview } from './screen/render';
import { sidesAgainst } from './sides/against';
import { sideHere } from './sides/here';

export interface PreviewOptions {
  readonly against?: string;
  readonly format: Format;
  readonly out?: string;
  readonly failOn?: readonly GateId[];
}

/** Shows environments, or what a change of them means; exit status 1 where a gate stops it. */
export async function preview(
  from: LoadedPlatform,
  environments: readonly string[],
  options: PreviewOptions,
): Promise<number> {
  const { against, format, out } = options;
  if (against === undefined) {
    print(environments.map((name) => shown(from, name, format)).join('\n'), out);
    return 0;
  }
  const report = await reportAgainst(against, from, environments, options);
  print(rendered(report, format), out);
  return report.outcome.is === 'blocked' ? 1 : 0;
}

async function reportAgainst(
  against: string,
  from: LoadedPlatform,
  environments: readonly string[],
  { failOn }: PreviewOptions,
): Promise<Report> {
  const before = await sidesAgainst(against, environments);
  const comparisons = environments.map((name) => comparisonOf(before.get(name)!, sideHere(from, name)));
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  return reportOf(comparisons, { today, ...(failOn && { failOn }) });
}

/** Shows failures too, and leaves failing to `check`. */
function shown(from: LoadedPlatform, environment: string, format: Format): string {
  const plan = judged(from, environment);
  return format === 'json' ? jsonText(plan) : renderPreview(plan);
}

function print(text: string, out?: string): void {
  if (out === undefined) process.stdout.write(text);
  else writeFileSync(out, text);
}
