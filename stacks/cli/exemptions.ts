import { exemptions } from '../exemptions';
import { packConfig } from '../pack-config';

/** Prints the exemptions for the CrossGuard pack. */
export function printExemptions(): number {
  process.stdout.write(`${JSON.stringify(packConfig(exemptions), null, 2)}\n`);
  return 0;
}
