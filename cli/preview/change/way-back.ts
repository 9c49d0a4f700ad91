import { immutableChanges } from '../../../constructs/plan/immutable';
import { who } from '../../../policies/index';
import type { Comparison } from '../comparison';
import type { Finding } from '../finding';
import type { Pair } from '../pairs';
import { fewOf } from '../told/words';
import { touchedIn } from './concerns';

/** Why it is not enough to deploy again what was there before; undefined where it is. */
export function noWayBack(comparison: Comparison, findings: readonly Finding[]): string | undefined {
  if (findings.some(({ gate }) => gate === 'data-loss' || gate === 'identity')) {
    return `deploying ${comparison.before.from} brings nothing back of what is lost`;
  }
  // A disk that grew does not shrink, though the way there was open.
  const oneWay = comparison.pairs.flatMap(refusedBackwards);
  if (oneWay.length > 0) return `it does not go back by itself: ${fewOf(oneWay)}`;
  const isSchema = touchedIn(comparison).some(({ concern }) => concern === 'schema');
  return isSchema ? 'what is stored in the new form has to be read in the old one' : undefined;
}

function refusedBackwards({ before, after }: Pair): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const changes = immutableChanges(after, before).filter(({ outcome }) => outcome !== 'ignored');
  return changes.map(({ field }) => `${field} of ${who(after)}`);
}
