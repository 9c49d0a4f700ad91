import { appendFileSync } from 'node:fs';

/** One mutation that a provider made, or tried to make. */
export interface ProviderEvent {
  /** When the server had answered, in milliseconds since 1970. */
  readonly time: number;
  /** When the engine asked for it. */
  readonly started: number;
  readonly provider: string;
  readonly op: 'create' | 'update' | 'delete';
  readonly type: string;
  readonly id: string;
  readonly ok: boolean;
}

/** Appends to the file that DWCP_PROVIDER_LOG names: tests read there what happened, and in which order. */
export function logEvent(event: ProviderEvent): void {
  const file = process.env['DWCP_PROVIDER_LOG'];
  // One short write in append mode: lines of two providers never mix.
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify(event)}\n`);
}
