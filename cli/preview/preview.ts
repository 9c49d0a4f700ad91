import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import type { LoadedPlatform } from '../platform/loaded';
import type { PlatformOptions } from '../platform/locate';
import { together } from '../problems';
import { jsonText } from '../terminal/json';
import { writeWhole } from '../whole-file';
import { comparisonOf, type Side } from './comparison';
import { type Format, rendered } from './formats';
import { reportOf } from './report';
import { type GivenOptions, reportOptions } from './report-options';
import { renderPreview } from './screen/render';
import { against } from './sides/against';
import { sideHere } from './sides/here';
import { plansJson } from './sides/plan-file';
import { sideJson } from './sides/side-json';

export interface PreviewOptions extends GivenOptions {
  /** Where files are named from, and how the platform was found. */
  readonly place: PlatformOptions;
  readonly against?: string;
  readonly format: Format;
  readonly out?: string;
}

/** Shows environments, or what a change of them means; exit status 1 where a gate stops it. */
export async function preview(
  from: LoadedPlatform,
  environments: readonly string[],
  options: PreviewOptions,
): Promise<number> {
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  const given = reportOptions(from, { ...options, directory: options.place.directory, today });
  const ours = sidesHere(from, environments);
  if (options.against === undefined) {
    print(shown([...ours.values()], options.format), options);
    return 0;
  }
  const others = await against(options.against, ours, options.place);
  const comparisons = [...ours.values()].map((side, index) => {
    const { before, after = side, engine } = others[index]!;
    return comparisonOf(before, after, engine);
  });
  const { format } = options;
  const report = reportOf(comparisons, { ...given, picture: format === 'html' });
  print(await rendered(report, format), options);
  return report.outcome.is === 'blocked' ? 1 : 0;
}

/** Each once, the loosest first. */
function sidesHere(from: LoadedPlatform, names: readonly string[]): ReadonlyMap<string, Side> {
  const order = from.platform.environments;
  const sorted = [...new Set(names)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const sides = together(...sorted.map((name) => () => sideHere(from, name)));
  return new Map(sides.map((side) => [side.plan.environment, side]));
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
