import { type Output, put } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import type { PlatformOptions } from '../platform/locate';
import { isRemarkFormat, printed } from '../remarks/format';
import { placesIn } from '../remarks/source';
import { comparisonOf } from './comparison';
import type { PreviewFormat } from './format';
import { rendered } from './formats';
import { reportRemarks } from './formats/remarks';
import { type Report, reportOf } from './report';
import { type GivenOptions, reportOptions } from './report-options';
import { bothSides } from './sides/both';

/** What is compared, and who hears of it. */
interface AgainstOptions extends GivenOptions {
  readonly against: string;
  readonly names: readonly string[];
  readonly all: boolean;
  readonly today: string;
  readonly place: PlatformOptions;
  readonly reads: () => readonly string[];
}

/**
 * Tells what a change of environments means; exit status 1 where a gate stops it.
 *
 * By itself, since what only shows an environment needs none of it.
 */
export async function previewAgainst(
  from: LoadedPlatform,
  outputs: readonly Output<PreviewFormat>[],
  { against, names, all, today, place, reads, ...options }: AgainstOptions,
): Promise<number> {
  const given = reportOptions(from, { ...options, directory: place.directory, today });
  const both = await bothSides({ against, wanted: { names, all, today }, from, options: place, reads });
  const comparisons = both.map(({ before, after, engine }) => comparisonOf(before, after, engine));
  const report = reportOf(comparisons, { ...given, picture: outputs.some(({ format }) => format === 'html') });
  await put(outputs, place.directory, (format, width) => told(report, format, from, width));
  return report.outcome.is === 'blocked' ? 1 : 0;
}

async function told(report: Report, format: PreviewFormat, { file }: LoadedPlatform, width?: number): Promise<string> {
  return isRemarkFormat(format)
    ? printed(reportRemarks(report, placesIn(file.path)), format)
    : rendered(report, format, width);
}
