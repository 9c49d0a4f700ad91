import { judged } from '../../judged';
import { type LoadedPlatform, readFacts } from '../../platform/loaded';
import { together } from '../../problems';
import type { Side } from '../comparison';

/** What the files say of environments as they are, judged as of a day. */
export function sidesHere(
  from: LoadedPlatform,
  environments: readonly string[],
  today?: string,
): ReadonlyMap<string, Side> {
  const sides = together(...environments.map((environment) => () => sideHere(from, environment, today)));
  return new Map(sides.map((side) => [side.plan.environment, side]));
}

/** The same of one. */
export function sideHere(from: LoadedPlatform, environment: string, today?: string): Side {
  const { verdicts, ...plan } = judged(from, environment, today);
  const { exemptions, posture, looser } = from.platform;
  const { prices } = readFacts(from, environment);
  return {
    from: WORKING_TREE,
    plan,
    posture: { ...posture(environment) },
    looser,
    exemptions,
    ...(prices && { prices }),
    verdicts,
  };
}

/** What people call it. */
export const WORKING_TREE = 'the working tree';
