import type { Analysis } from '../../../../../cli/preview/meaning/analysis';
import { comparing, type SideGiven } from '../../support';

/** What an analysis finds between two sides, as `effect: sentence`. */
export function said(analysis: Analysis, before: SideGiven, after: SideGiven): readonly string[] {
  return analysis(comparing(before, after)).map(({ effect, says }) => `${effect}: ${says}`);
}
