import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import type { LoadedPlatform } from '../platform/loaded';
import type { PlatformOptions } from '../platform/locate';
import { jsonText } from '../terminal/json';
import { writeWhole } from '../whole-file';
import { comparisonOf, type Side } from './comparison';
import { type Format, rendered } from './formats';
import { reportOf } from './report';
import { type GivenOptions, reportOptions } from './report-options';
import { renderPreview } from './screen/render';
import { bothSides } from './sides/both';
import { sidesHere } from './sides/here';
import { plansJson } from './sides/plan-file';
import { sideJson } from './sides/side-json';

export interface PreviewOptions extends GivenOptions {
  /** Where files are named from, and how the platform was found. */
  readonly place: PlatformOptions;
  readonly against?: string;
  /** Every environment, whatever is named. */
  readonly all?: boolean;
  readonly format: Format;
  readonly out?: string;
}

/** Shows environments, or what a change of them means; exit status 1 where a gate stops it. */
export async function preview(
  from: LoadedPlatform,
  environments: readonly string[],
  options: PreviewOptions,
): Promise<number> {
  const { against, place, format, all = false } = options;
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  const given = reportOptions(from, { ...options, directory: place.directory, today });
  const names = inOrder(from, all ? from.platform.environments : environments);
  if (against === undefined) {
    print(shown([...sidesHere(from, names).values()], format), options);
    return 0;
  }
  const both = await bothSides({ against, wanted: { names, all }, from, options: place });
  const comparisons = both.map(({ before, after, engine }) => comparisonOf(before, after, engine));
  const report = reportOf(comparisons, { ...given, picture: format === 'html' });
  print(await rendered(report, format), options);
  return report.outcome.is === 'blocked' ? 1 : 0;
}

/** Each once, the loosest first; those that the platform does not have come last. */
function inOrder({ platform: { environments } }: LoadedPlatform, names: readonly string[]): readonly string[] {
  if (names.length === 0) {
    throw new UserError([`preview: names no environment; name some of ${environments.join(', ')}, or pass --all`]);
  }
  const known = environments.filter((name) => names.includes(name));
  return [...new Set([...known, ...names])];
}

/** Shows failures too, and leaves failing to `check`. */
function shown(sides: readonly Side[], format: Format): string {
  if (format === 'markdown' || format === 'html') {
    throw new UserError([`--format ${format}: is for what a change means; pass --against REF too`]);
  }
  if (format === 'json') {
    const plans = sides.map(sideJson);
    return jsonText(plans.length === 1 ? plans[0]! : plansJson(plans));
  }
  return sides.map(({ plan, verdicts = [] }) => renderPreview({ ...plan, verdicts })).join('\n');
}

function print(text: string, { out, place }: PreviewOptions): void {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeWhole(resolve(place.directory, out), text);
  } catch (error) {
    throw new UserError([
      `--out ${out}: cannot be written (${(error as NodeJS.ErrnoException).code}); name another file`,
    ]);
  }
}
