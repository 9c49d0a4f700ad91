import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
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

/** Refuses what is about a change, where none is asked about: it would be passed by without a word. */
export function refuseOfReports({ failOn, change }: GivenOptions): void {
  const given = [
    ...(failOn === undefined ? [] : [`--fail-on ${failOn.join(',')}`]),
    ...(change === undefined ? [] : [`--change ${change}`]),
  ];
  if (given.length === 0) return;
  throw new UserError(given.map((option) => `${option}: is for what a change means; pass --against REF too`));
}
