import type { Finding } from './finding';

/** What became of a check. */
export interface Checked {
  readonly check: string;
  readonly says: string;
  readonly findings: readonly Finding[];
}
