/**
 * Chance that can be had again: the same numbers, below one, for the same seed.
 *
 * Mulberry32, which has no other property that is needed here.
 */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from one to another, both included. */
export function among(random: () => number, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}
