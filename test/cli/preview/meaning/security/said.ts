import type { Analysis } from '../../../../../cli/preview/meaning/analysis';
import { comparing, type SideGiven } from '../../support';

/** What an analysis finds between two sides, as `effect: sentence`. */
export function said(analysis: Analysis, before: SideGiven, after: SideGiven): readonly string[] {
  return analysis(comparing(before, after)).map(({ effect, says }) => `${effect}: ${says}`);
}

/** Both ways: what is found from the one side, and what from the other. */
export function saidBothWays(analysis: Analysis, one: SideGiven, other: SideGiven) {
  return [said(analysis, one, other), said(analysis, other, one)] as const;
}

/** Whether a difference is told to be one that nobody can rank. */
export function isUnrankable({ says }: { readonly says: string }): boolean {
  return says.includes('nobody can tell whether');
}
