import { nanosOf } from '../../../../../constructs/plan/diff/quantity';

/** What is asked of a cluster, in nanos: of a core, and of a byte. */
export interface Amount {
  readonly cpu: bigint;
  readonly memory: bigint;
  readonly storage: bigint;
}

export const NONE: Amount = { cpu: 0n, memory: 0n, storage: 0n };

export function amount(given: Partial<Record<keyof Amount, unknown>>): Amount {
  const nanos = (value: unknown) => nanosOf(value) ?? 0n;
  return { cpu: nanos(given.cpu), memory: nanos(given.memory), storage: nanos(given.storage) };
}

export function plus(a: Amount, b: Amount): Amount {
  return each((key) => a[key] + b[key]);
}

export function minus(a: Amount, b: Amount): Amount {
  return each((key) => a[key] - b[key]);
}

export function times(a: Amount, count: number): Amount {
  return each((key) => a[key] * BigInt(count));
}

/** The larger of each. */
export function larger(a: Amount, b: Amount): Amount {
  return each((key) => (a[key] - b[key] > 0n ? a[key] : b[key]));
}

export function isNone({ cpu, memory, storage }: Amount): boolean {
  return cpu === 0n && memory === 0n && storage === 0n;
}

/** `0.5 CPU more, 2Gi of memory more and 10Gi of disk less`: what is not 0 of a difference. */
export function sayDifference({ cpu, memory, storage }: Amount): string {
  const parts = [
    ...say(cpu, (size) => `${cores(size)} CPU`),
    ...say(memory, (size) => `${bytes(size)} of memory`),
    ...say(storage, (size) => `${bytes(size)} of disk`),
  ];
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function say(difference: bigint, words: (size: bigint) => string): readonly string[] {
  if (difference === 0n) return [];
  return [`${words(difference < 0n ? -difference : difference)} ${difference < 0n ? 'less' : 'more'}`];
}

const NANO = 10n ** 9n;

/** Cores to a thousandth, which is the smallest share that Kubernetes gives. */
function cores(nanos: bigint): string {
  return `${Number(nanos / 10n ** 6n) / 1000}`;
}

/** In the largest unit of which it is at least one, to a hundredth. */
function bytes(nanos: bigint): string {
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
  const size = Number(nanos / NANO);
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10));
  return `${Math.round((size / 1024 ** power) * 100) / 100}${units[power]}`;
}

function each(of: (key: keyof Amount) => bigint): Amount {
  return { cpu: of('cpu'), memory: of('memory'), storage: of('storage') };
}
