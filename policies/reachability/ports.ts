import { Unknowable } from '../unknowable';
import type { PortRange, Protocol } from './result';

export const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** Ports, of any protocol: sorted, disjoint, and no two ranges touch. */
export type Ports = readonly PortRange[];

export const NO_PORTS: Ports = [];

export const ALL_PORTS: Ports = PROTOCOLS.map((protocol) => ({ protocol, from: 1, to: 65535 }));

/** Every port of one protocol. */
export function allOf(protocol: Protocol): Ports {
  return ALL_PORTS.filter((range) => range.protocol === protocol);
}

export function union(a: Ports, b: Ports): Ports {
  if (a.length === 0 || b === ALL_PORTS) return b;
  if (b.length === 0 || a === ALL_PORTS || a === b) return a;
  const merged: PortRange[] = [];
  for (const range of [...a, ...b].sort(order)) {
    const last = merged.at(-1);
    if (last === undefined || last.protocol !== range.protocol || range.from > last.to + 1) merged.push(range);
    else if (range.to > last.to) merged[merged.length - 1] = { ...last, to: range.to };
  }
  return merged;
}

/** What is in both; the very same list where that is all of one of them. */
export function intersection(a: Ports, b: Ports): Ports {
  if (a.length === 0 || b === ALL_PORTS || a === b) return a;
  if (b.length === 0 || a === ALL_PORTS) return b;
  const shared: PortRange[] = [];
  let whole = 0;
  for (const one of a) {
    for (const other of b) {
      const both = overlap(one, other);
      if (both !== undefined) shared.push(both);
      if (both === one) whole++;
    }
  }
  return whole === a.length ? a : shared;
}

/** What is in both ranges; the very same one where that is all of the first. */
function overlap(one: PortRange, other: PortRange): PortRange | undefined {
  if (one.protocol !== other.protocol || other.from > one.to || one.from > other.to) return undefined;
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from === one.from && to === one.to ? one : { protocol: one.protocol, from, to };
}

/** What is in `a` and not in `b`. */
export function difference(a: Ports, b: Ports): Ports {
  if (a.length === 0 || b.length === 0) return a;
  if (a === b || b === ALL_PORTS) return NO_PORTS;
  return a.flatMap((range) => without(range, b));
}

/** What is left of a range beside holes, which are sorted. */
function without({ protocol, from, to }: PortRange, holes: Ports): Ports {
  const left: PortRange[] = [];
  let next = from;
  for (const hole of holes) {
    if (hole.protocol !== protocol || hole.to < next || hole.from > to) continue;
    if (hole.from > next) left.push({ protocol, from: next, to: hole.from - 1 });
    next = hole.to + 1;
  }
  if (next <= to) left.push({ protocol, from: next, to });
  return left;
}

export function includes(ports: Ports, protocol: Protocol, port: number): boolean {
  return ports.some((range) => range.protocol === protocol && range.from <= port && port <= range.to);
}

function order(a: PortRange, b: PortRange): number {
  return PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol) || a.from - b.from;
}

/** @throws Unknowable when Kubernetes knows no such protocol. */
export function protocolOf(protocol: unknown, field: string): Protocol {
  const known = PROTOCOLS.find((one) => one === (protocol ?? 'TCP'));
  if (known === undefined) throw new Unknowable(field, `'${String(protocol)}' is none of ${PROTOCOLS.join(', ')}`);
  return known;
}
