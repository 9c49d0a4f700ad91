/** How many pods a number or a percentage of them is; none for what is neither. */
export function share(value: unknown, pods: number, round: (number: number) => number): number {
  if (typeof value === 'number') return value;
  const [, percent] = /^(\d+)%$/.exec(String(value)) ?? [];
  return percent === undefined ? 0 : round((pods * Number(percent)) / 100);
}
