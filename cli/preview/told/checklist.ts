import type { ChecklistItem } from '../change/checklist';
import type { EnvironmentReport } from '../report';
import { type Told, toldOnce } from './once';

/** One part of the deployment checklist, each line once. */
export interface ToldPhase {
  readonly phase: ChecklistItem['phase'];
  readonly items: readonly Told<ChecklistItem>[];
}

const PHASES: readonly ChecklistItem['phase'][] = ['before', 'during', 'after'];

/** The deployment checklist, in the order in which it is worked through; nothing where nothing is deployed. */
export function checklistIn(environments: readonly EnvironmentReport[]): readonly ToldPhase[] {
  return PHASES.map((phase) => {
    const having = environments.map(
      ({ environment, checklist }) => [environment, checklist.filter((item) => item.phase === phase)] as const,
    );
    return { phase, items: toldOnce(having, (item) => item) };
  }).filter(({ items }) => items.length > 0);
}

/** `3 of 24 are left to people`. */
export function checklistTally(phases: readonly ToldPhase[]): string {
  const items = phases.flatMap((phase) => phase.items);
  return `${items.filter(({ what }) => what.status === 'open').length} of ${items.length} are left to people`;
}
