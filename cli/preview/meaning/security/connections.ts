import { type Change, differenceOf } from '../../../connections/diff';
import { portsText } from '../../../connections/ports';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';

/** What becomes possible and what impossible, by reachability over both plans. What may be open counts as open. */
export function connections({ reachability }: Comparison): readonly Finding[] {
  const { possible, impossible } = differenceOf(reachability.before.matrix(), reachability.after.matrix());
  return [...possible.map(opened), ...impossible.map(closed)];
}

function opened(change: Change): Finding {
  const may = change.outcome === 'unknown' ? 'may be able to' : 'can';
  return {
    topic: 'connection',
    effect: 'worse',
    subject: subjectOf(change),
    says: `${change.from} ${may} reach ${change.to} on ${portsText(change.ports)}${because(change)}`,
    gate: 'wider-reachability',
    connections: [{ ...change, is: 'possible' }],
  };
}

function closed(change: Change): Finding {
  return {
    topic: 'connection',
    effect: 'better',
    subject: subjectOf(change),
    says: `${change.from} can no longer reach ${change.to} on ${portsText(change.ports)}${because(change)}`,
    connections: [{ ...change, is: 'impossible' }],
  };
}

function subjectOf({ from, to }: Change): string {
  return `${from} → ${to}`;
}

function because({ because }: Change): string {
  return because === undefined ? '' : `: ${because}`;
}
