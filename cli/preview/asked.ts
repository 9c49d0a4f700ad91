import { UserError } from '../../constructs/invalid';
import { type Output, outputsOf } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import type { PlatformOptions } from '../platform/locate';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { todayHere } from '../today';
import { PREVIEW_ENDINGS, type PreviewFormat } from './format';
import type { GivenOptions } from './report-options';

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

/** What a call of `preview` asks for, once it is known to make sense. */
export interface Asked {
  /** Each environment once, the loosest first. */
  readonly names: readonly string[];
  readonly from: LoadedPlatform;
  readonly outputs: readonly Output<PreviewFormat>[];
  readonly today: string;
}

export function askedOf(platform: LoadedPlatform, environments: readonly string[], options: PreviewOptions): Asked {
  const { out = [], all = false, today = todayHere() } = options;
  const outputs = outputsOf(out, options.format, PREVIEW_ENDINGS);
  const names = inOrder(platform, all ? platform.platform.environments : environments);
  return { names, from: resolvedFor(platform, names, options), outputs, today };
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
