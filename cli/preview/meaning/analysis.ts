import type { Comparison } from '../comparison';
import type { Finding } from '../finding';

/** One question to a change: a file of `security/` or of `blast-radius/`. */
export type Analysis = (comparison: Comparison) => readonly Finding[];
