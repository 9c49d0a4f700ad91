/** A limit, and whether what was measured is within it: `0.45 s, met` or `0.45 s, exceeded`. */
export function held(measured: number, limit: number, text: (value: number) => string): string {
  return `${text(limit)}, ${measured > limit ? 'exceeded' : 'met'}`;
}
