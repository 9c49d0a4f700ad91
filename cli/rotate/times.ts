const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const;

/** In the largest unit of which there are two: `49 hours`, `12 days`. */
export function lasting(milliseconds: number): string {
  const [unit, one] = UNITS.find(([, size]) => milliseconds >= 2 * size) ?? UNITS[3];
  return `${Math.max(0, Math.floor(milliseconds / one))} ${unit}`;
}

export function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
