import type { Verdict } from '../../policies/index';
import { jsonText } from '../terminal/json';
import type { Baseline } from './baseline-file';
import { findingsOf } from './findings';

/** Verdicts without what a baseline has. */
export interface Beyond {
  readonly verdicts: readonly Verdict[];
  /** Findings that the baseline has. */
  readonly known: number;
  /** Findings of the baseline that are found no more. */
  readonly gone: number;
}

/** Everything that is found, as a file for people to look through in review: sorted, a finding on lines of its own. */
export function baselineText(verdicts: readonly Verdict[]): string {
  const findings = verdicts.flatMap((verdict) =>
    findingsOf(verdict).map(({ fingerprint, says }) => {
      return { rule: verdict.rule, resource: verdict.resource, fingerprint, says };
    }),
  );
  const once = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return jsonText({ findings: [...once.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) });
}

/** What is found beside a baseline. A verdict of which all is known is left out: it did not pass. */
export function beyond({ findings }: Baseline, verdicts: readonly Verdict[]): Beyond {
  const before = new Set(findings.map(({ fingerprint }) => fingerprint));
  const met = new Set<string>();
  let known = 0;
  const left = verdicts.flatMap((verdict) => {
    const found = findingsOf(verdict);
    const isNew = found.map(({ fingerprint }) => !before.has(fingerprint));
    for (const { fingerprint } of found) if (before.has(fingerprint)) met.add(fingerprint);
    known += isNew.filter((one) => !one).length;
    return isNew.every((one) => one) ? [verdict] : without(verdict, isNew);
  });
  return { verdicts: left, known, gone: before.size - met.size };
}

function without(verdict: Verdict, isNew: readonly boolean[]): readonly Verdict[] {
  const messages = verdict.messages.filter((_, index) => isNew[index]);
  if (messages.length === 0) return [];
  const violations = verdict.violations.filter((_, index) => isNew[index]);
  const doubts = verdict.doubts.filter((_, index) => isNew[verdict.violations.length + index]);
  return [{ ...verdict, violations, doubts, messages, outcome: violations.length > 0 ? 'fail' : 'unknown' }];
}

function keyOf({ rule, resource, fingerprint }: Baseline['findings'][number]): string {
  return JSON.stringify([rule, resource, fingerprint]);
}
