import type { Comparison } from '../comparison';
import { type Finding, TOPICS, type Topic } from '../finding';
import { BLAST_RADIUS } from './blast-radius';
import { drift } from './drift';
import { SECURITY } from './security';

const ORDER: readonly string[] = Object.keys(TOPICS);
const rank = (topic: Topic) => ORDER.indexOf(topic);

const EFFECTS: readonly Finding['effect'][] = ['worse', 'neutral', 'better'];

/** Everything that a change means: by topic, what is worse first. */
export function findingsOf(comparison: Comparison): readonly Finding[] {
  // What has happened already restarts nothing, and asks for no room.
  const others = comparison.engine?.of === 'drift' ? [drift] : BLAST_RADIUS;
  return [...SECURITY, ...others].flatMap((analyse) => analyse(comparison)).sort(inOrder);
}

/** By topic, what is worse first. */
export function inOrder(a: Finding, b: Finding): number {
  return (
    rank(a.topic) - rank(b.topic) ||
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0)
  );
}
