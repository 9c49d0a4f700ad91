import { resolve } from 'node:path';
import type { LoadedPlatform } from '../platform/loaded';
import { together } from '../problems';
import { readRecord } from './change/record';
import { gatesNamed } from './gates/fail-on';
import { readPasses } from './gates/passes-file';
import type { ReportOptions } from './report';

/** What of a call is about gates, and about how the change is managed. */
export interface GivenOptions {
  /** Names of gates, `all` or `none`. @default - by the posture of each environment */
  readonly failOn?: readonly string[];
  /** The file of the record of the change. @default - there is none */
  readonly change?: string;
}

/**
 * What a report takes besides two sides, read before anything is planned.
 *
 * @throws UserError with everything that is wrong with the call, the passes and the record.
 */
export function reportOptions(
  { platform, stackFolder }: LoadedPlatform,
  { failOn, change, directory, today }: GivenOptions & { readonly directory: string; readonly today: string },
): ReportOptions {
  const [gates, passes, record] = together<Partial<ReportOptions>>(
    () => (failOn === undefined ? {} : { failOn: gatesNamed(failOn) }),
    () => ({ passes: readPasses(stackFolder, { environments: platform.environments, today }) }),
    () => (change === undefined ? {} : { record: readRecord(resolve(directory, change), change) }),
  );
  return { today, ...gates, ...passes, ...record };
}
