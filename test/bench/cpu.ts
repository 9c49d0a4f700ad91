/** Milliseconds of CPU, which other work on the machine disturbs less than the clock. */
export function cpu(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
