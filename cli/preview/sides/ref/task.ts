import type { PlatformOptions } from '../../../platform/locate';
import type { Resolved } from '../../../platform/resolved/resolved';

/** The environments that are asked for. */
export interface Wanted {
  readonly names: readonly string[];
  /** Whether any other that there is is wanted, too. */
  readonly all: boolean;
  /** The day as of which they are judged, as YYYY-MM-DD. */
  readonly today: string;
}

/** What the process on a worktree is told. */
export interface Task {
  /** How the platform is found. */
  readonly options: PlatformOptions;
  /** One that the platform does not have is left out. */
  readonly wanted: Wanted;
  /** What takes the place of a stack file. @default - every environment has its stack file */
  readonly resolved?: Resolved;
  /** Where it writes the plans. */
  readonly file: string;
}
