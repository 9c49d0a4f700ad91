import type { LoadedPlatform } from './platform/loaded';
import type { PlatformOptions } from './platform/locate';

/** One call of the command: what every subcommand has in common. */
export interface Session {
  /** `-C` and `--platform`. */
  options(): PlatformOptions;

  /** The platform that those options lead to, loaded. */
  platform(): Promise<LoadedPlatform>;

  /** The same, or nothing where nobody names a platform. */
  tryPlatform(): Promise<LoadedPlatform | undefined>;

  /** Says how the call ended: 0 as it should be, 1 a check failed. */
  done(status: number): void;
}
