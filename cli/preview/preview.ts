import { UserError } from '../../constructs/invalid';
import { outputsOf, put } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import type { PlatformOptions } from '../platform/locate';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { jsonText } from '../terminal/json';
import { todayHere } from '../today';

import type { Side } from './comparison';
import { PREVIEW_ENDINGS, type PreviewFormat } from './format';
import { redacted } from './redact';
import { type GivenOptions, refuseOfReports } from './report-options';
import { renderPreview } from './screen/render';
import { sidesHere } from './sides/here';
import { plansJson } from './sides/plan-file';
import { sideJson } from './sides/side-json';

export interface PreviewOptions extends GivenOptions {
  /** Where files are named from, and how the platform was found. */
  readonly place: PlatformOptions;
  readonly against?: string;
  /** Every environment, whatever is named. */
  readonly all?: boolean;
  readonly format: PreviewFormat;
  /** Files to write it to. @default - it is printed */
  readonly out?: readonly string[];
  /** What `pulumi config --json` has printed, in the place of the stack file. @default - stack files are read */
  readonly configJson?: string;
  /** What of the platform's files has asked for the clock so far. @default - nobody listens */
  readonly reads?: () => readonly string[];
  /** As YYYY-MM-DD. @default - the day on which the command runs */
  readonly today?: string;
}

/** Shows environments, or what a change of them means; exit status 1 where a gate stops it. */
export async function preview(
  platform: LoadedPlatform,
  environments: readonly string[],
  options: PreviewOptions,
): Promise<number> {
  const { against, place, out = [], all = false, reads = () => [], today = todayHere() } = options;
  const outputs = outputsOf(out, options.format, PREVIEW_ENDINGS);
  const names = inOrder(platform, all ? platform.platform.environments : environments);
  const from = resolvedFor(platform, names, options);
  if (against === undefined) {
    refuseOfReports(options);
    const sides = [...sidesHere(from, names, today).values()];
    await put(outputs, place.directory, (format, width) => shown(sides, format, width));
    return 0;
  }
  const { previewAgainst } = await import('./against.js');
  return previewAgainst(from, outputs, { ...options, against, names, all, today, reads });
}

/** One configuration is of one environment, and standard input can be read once. */
function resolvedFor(
  from: LoadedPlatform,
  names: readonly string[],
  { configJson, against, place }: PreviewOptions,
): LoadedPlatform {
  if (configJson === undefined) return from;
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) {
    throw new UserError([`--config-json ${configJson}: is of one environment; name one, not ${names.join(', ')}`]);
  }
  if (configJson === '-' && against === '-') {
    throw new UserError(['--config-json -: is standard input, which --against reads; write one of them to a file']);
  }
  return withConfigJson(from, name, configJson, place.directory);
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
function shown(sides: readonly Side[], format: PreviewFormat, width?: number): string {
  if (format !== 'text' && format !== 'json') {
    throw new UserError([`--format ${format}: is for what a change means; pass --against REF too`]);
  }
  if (format === 'json') {
    const plans = sides.map((side) => sideJson({ ...side, plan: redacted(side.plan) }));
    return jsonText(plans.length === 1 ? plans[0]! : plansJson(plans));
  }
  return sides.map(({ plan, verdicts = [] }) => renderPreview({ ...plan, verdicts }, width)).join('\n');
}
