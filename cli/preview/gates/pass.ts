import type { GateId } from './gate';

/** Leave for named subjects to pass a gate until a day: dated, owned, reasoned, and of no use to anything else. */
export interface Pass {
  readonly gate: GateId;
  /** Where it holds. */
  readonly environments: readonly string[];
  /** Exactly what it is for, as a preview names it: the id of a resource, or `dwcp/dwcp-api → dwcp/dwcp-redis`. */
  readonly subjects: readonly string[];
  /** The team that answers for it. */
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
}

/** Whether it holds no longer; its last day is one on which it does. */
export function isOver({ expires }: Pass, today: string): boolean {
  return expires < today;
}
