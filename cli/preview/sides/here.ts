import { judged } from '../../judged';
import type { LoadedPlatform } from '../../platform/loaded';
import type { Side } from '../comparison';

/** What the files say as they are. */
export function sideHere(from: LoadedPlatform, environment: string): Side {
  const { verdicts, ...plan } = judged(from, environment);
  const { exemptions, posture, looser } = from.platform;
  return { from: 'the working tree', plan, posture: { ...posture(environment) }, looser, exemptions, verdicts };
}
