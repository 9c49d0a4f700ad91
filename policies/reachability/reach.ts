import type { Answer } from '../answer';
import { ALL_PORTS, difference, intersection, NO_PORTS, type Ports, union } from './ports';

/** The ports that one check lets through: surely, and at most. What lies between the two is unknown. */
export interface Reach {
  readonly open: Ports;
  /** What is open, and what may be. */
  readonly possible: Ports;
  /** Why the two differ. @default - they do not, or nobody asks */
  readonly doubt: string | undefined;
}

export const CLOSED: Reach = opening(NO_PORTS);
export const OPEN: Reach = opening(ALL_PORTS);

export function opening(ports: Ports): Reach {
  return { open: ports, possible: ports, doubt: undefined };
}

/** What cannot be told, and why. */
export function unknown(ports: Ports, doubt: string | undefined): Reach {
  return { open: NO_PORTS, possible: ports, doubt };
}

/** A reach that holds only if something else does. */
export function provided(condition: Answer, reach: Reach, doubt: string | undefined): Reach {
  if (condition === 'yes') return reach;
  return condition === 'no' ? CLOSED : unknown(reach.possible, reach.doubt ?? doubt);
}

/** What either lets through: how policies add up. */
export function either(a: Reach, b: Reach): Reach {
  if (a === CLOSED || b === OPEN) return b;
  if (b === CLOSED || a === OPEN || a === b) return a;
  const possible = union(a.possible, b.possible);
  if (isSure(a) && isSure(b)) return opening(possible);
  return { open: union(a.open, b.open), possible, doubt: a.doubt ?? b.doubt };
}

/** What both let through: the two ends of a connection. */
export function both(a: Reach, b: Reach): Reach {
  if (a === CLOSED || b === OPEN || a === b) return a;
  if (b === CLOSED || a === OPEN) return b;
  const possible = intersection(a.possible, b.possible);
  if (possible.length === 0) return CLOSED;
  if (isSure(a) && isSure(b)) return possible === a.possible ? a : opening(possible);
  // The doubt that counts is the one about ports that the other end lets through.
  const doubted = (one: Reach) => intersection(unknownPorts(one), possible).length > 0;
  const doubt = a.doubt !== undefined && doubted(a) ? a.doubt : b.doubt;
  return { open: intersection(a.open, b.open), possible, doubt };
}

/** What one lets through and the other does not stop. */
export function without(a: Reach, stopped: Reach): Reach {
  if (stopped === CLOSED) return a;
  const [open, possible] = [difference(a.open, stopped.possible), difference(a.possible, stopped.open)];
  return { open, possible, doubt: a.doubt ?? stopped.doubt };
}

/** What is sure whichever of the two holds. */
export function whichever(a: Reach, b: Reach, doubt: string): Reach {
  if (a === b) return a;
  const [open, possible] = [intersection(a.open, b.open), union(a.possible, b.possible)];
  return { open, possible, doubt };
}

export function unknownPorts(reach: Reach): Ports {
  return isSure(reach) ? NO_PORTS : difference(reach.possible, reach.open);
}

/** The usual case, which costs half. */
function isSure({ open, possible }: Reach): boolean {
  return open === possible;
}
