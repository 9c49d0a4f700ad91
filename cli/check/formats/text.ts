import type { Verdict } from '../../../policies/index';
import { renderVerdicts } from '../../preview/screen/verdicts';
import { foldedLines } from '../../terminal/folded';

/** Lines that somebody reads through: of a folder that nobody has mended yet, there would be thousands. */
const LINES = 160;

/** Findings of one rule that are written out where all of them are too many, most first. */
const OF_ONE_RULE = [5, 4, 3, 2, 1];

export interface CheckTextOptions {
  /** Findings that the baseline knows. @default - there is no baseline */
  readonly known?: number | undefined;
  /** Columns of the screen. @default - no line is broken */
  readonly width?: number | undefined;
  /** Whether every finding is written out, however many there are. */
  readonly whole: boolean;
}

/** Verdicts for people: every finding, or the first of each rule where there are more than anybody reads. */
export function checkText(verdicts: readonly Verdict[], { known, width, whole }: CheckTextOptions): string {
  const lines = (each?: number) => foldedLines([...renderVerdicts(verdicts, each), ...knownLine(known)], width);
  let shown = lines();
  if (!whole) {
    for (const each of OF_ONE_RULE) {
      if (shown.length <= LINES) break;
      shown = lines(each);
    }
  }
  return `${shown.join('\n')}\n`;
}

function knownLine(known: number | undefined): readonly string[] {
  return known === undefined || known === 0 ? [] : [`  ${known} more are known, by the baseline`];
}
