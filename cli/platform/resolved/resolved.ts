import type { Settings } from '../stack-file';

/** The configuration of one environment as Pulumi resolves it, which may have more than its stack file. */
export interface Resolved extends Settings {
  readonly environment: string;
}
