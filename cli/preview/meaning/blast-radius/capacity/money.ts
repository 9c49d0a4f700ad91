import type { Prices } from '../../../../../constructs/facts/prices';
import type { Amount } from './amount';

const CORE = 1e9;
const GIBIBYTE = 1024 ** 3 * 1e9;

/** What an amount costs in a month, to a hundredth: `12.50 EUR`. */
export function costs({ cpu, memory, storage }: Amount, prices: Prices): string {
  const sum =
    (Number(cpu) / CORE) * prices.cpu +
    (Number(memory) / GIBIBYTE) * prices.memory +
    (Number(storage) / GIBIBYTE) * prices.storage;
  return `${Math.abs(sum).toFixed(2)} ${prices.currency} a month ${sum < 0 ? 'less' : 'more'}`;
}
