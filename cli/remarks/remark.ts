import { createHash } from 'node:crypto';

/** What is said about one place of a file, for whatever shows it beside the code. */
export interface Remark {
  /** Id of the rule that it is said by. */
  readonly rule: string;
  readonly level: Level;
  /** One sentence. */
  readonly says: string;
  /** What it is about, as a plan calls it. */
  readonly about: string;
  readonly at: Place;
  /** The same for the same thing in every run, so that it is not told as a new one. */
  readonly fingerprint: string;
}

/** Whether it stops the change, has to be looked at, or is only told. */
export type Level = 'error' | 'warning' | 'note';

export interface Place {
  /** From the root of the repository, with slashes. */
  readonly file: string;
  readonly line: number;
}

/** What a remark was said by. */
export interface RemarkRule {
  readonly id: string;
  /** One sentence. */
  readonly says: string;
  /** More of it, for whoever has met it for the first time. */
  readonly help: string;
  readonly level: Level;
  /** What it may cost. @default - it is not about security */
  readonly severity?: 'critical' | 'high' | 'medium' | 'low';
  readonly topic: string;
}

export interface Remarks {
  readonly rules: readonly RemarkRule[];
  readonly remarks: readonly Remark[];
}

const ORDER: readonly Level[] = ['error', 'warning', 'note'];

/** What stops a change first: whoever shows only some shows those. The rest stays as it was. */
export function worstFirst(remarks: readonly Remark[]): readonly Remark[] {
  return [...remarks].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}

const FINGERPRINT_LENGTH = 32;

/** What tells a remark from every other one, and is the same for the same one in every run. */
export function fingerprintOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, FINGERPRINT_LENGTH);
}
