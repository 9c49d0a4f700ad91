import { put } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import { isRemarkFormat } from '../remarks/format';
import { printed } from '../remarks/printed';
import { placesIn } from '../remarks/source';
import { askedOf, type PreviewOptions } from './asked';
import { comparisonOf } from './comparison';
import type { PreviewFormat } from './format';
import { rendered } from './formats';
import { reportRemarks } from './formats/remarks';
import { type Report, reportOf } from './report';
import { reportOptions } from './report-options';
import { bothSides } from './sides/both';

/** Tells what a change of environments means; exit status 1 where a gate stops it. */
export async function previewAgainst(
  platform: LoadedPlatform,
  environments: readonly string[],
  options: PreviewOptions & { readonly against: string },
): Promise<number> {
  const { against, place, all = false, reads = () => [] } = options;
  const { names, from, outputs, today } = askedOf(platform, environments, options);
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
