import { packConfig } from '../../policies/pack-config';
import type { LoadedPlatform } from '../platform/loaded';

/** Prints the exemptions of a platform for the CrossGuard pack, whose format has no place for a version. */
export function printExemptions({ platform }: LoadedPlatform): number {
  process.stdout.write(`${JSON.stringify(packConfig(platform), null, 2)}\n`);
  return 0;
}
