import { packConfig } from '../policies/pack-config';
import { exemptions } from '../stacks/exemptions';

/** Prints the exemptions for the CrossGuard pack. */
export function printExemptions(): number {
  process.stdout.write(`${JSON.stringify(packConfig(exemptions), null, 2)}\n`);
  return 0;
}
