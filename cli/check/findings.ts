import type { Verdict } from '../../policies/index';
import { fingerprintOf } from '../remarks/remark';

/** One thing that a verdict finds wrong, or cannot tell. */
export interface Finding {
  /** The same for the same thing in every run, wherever in its file it stands. */
  readonly fingerprint: string;
  /** One sentence for people. */
  readonly says: string;
  /** Whether it could not be told. */
  readonly isDoubt: boolean;
}

/** What a verdict finds, in the order of its messages: what is wrong, then what could not be told. */
export function findingsOf({ rule, resource, violations, doubts, messages }: Verdict): readonly Finding[] {
  const prints = [
    ...violations.map(({ fingerprint }) => fingerprint),
    ...doubts.map(({ field }) => `unknown ${field}`),
  ];
  return prints.map((print, index) => ({
    fingerprint: fingerprintOf(rule, resource, print),
    says: messages[index]!,
    isDoubt: index >= violations.length,
  }));
}
