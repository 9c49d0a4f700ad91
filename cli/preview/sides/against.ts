import { readFileSync } from 'node:fs';
import { parsePlan } from '../../../constructs/plan/parse';
import type { Side } from '../comparison';

/** What `--against` names, for each of the environments. */
export async function sidesAgainst(what: string, environments: readonly string[]): Promise<ReadonlyMap<string, Side>> {
  const plan = parsePlan(readFileSync(what, 'utf8'), what);
  return new Map(environments.map((environment) => [environment, { from: what, plan }]));
}
