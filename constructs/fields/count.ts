/** Whether it is 1, 2, 3 and so on: no NaN, no half, not none. */
export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}
