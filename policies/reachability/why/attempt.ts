import { includes } from '../ports';
import type { Reach } from '../reach';
import type { Protocol, Step } from '../result';
import type { Side } from './sides';

/** The connection that a question is about. */
export interface Attempt {
  readonly from: Side;
  readonly to: Side;
  readonly port: number;
  readonly protocol: Protocol;
}

/** What a check says of one port. */
export function outcomeIn({ open, possible }: Reach, { protocol, port }: Attempt): Step['outcome'] {
  if (includes(open, protocol, port)) return 'open';
  return includes(possible, protocol, port) ? 'unknown' : 'closed';
}

/** `6379/TCP`. */
export function portText({ port, protocol }: Attempt): string {
  return `${port}/${protocol}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
