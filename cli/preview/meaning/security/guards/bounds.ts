import type { Ban } from './ban';
import type { Guard } from './guard';

/** All that one policy is to the pods that it selects. */
export interface Bounds {
  readonly guards: readonly Guard[];
  readonly bans: readonly Ban[];
  /** Why it cannot be read. @default - it can */
  readonly doubt?: string;
}

export const NO_BOUNDS: Bounds = { guards: [], bans: [] };
