import type { EnvironmentReport, Report } from '../../report';

/** Something that a report says, once for all the environments of which it says the same. */
export interface Told<T> {
  readonly what: T;
  readonly environments: readonly string[];
}

/** What is said of each environment, and what is the same of several said once, in the order in which it comes first. */
export function toldOnce<T>(
  { environments }: Report,
  said: (environment: EnvironmentReport) => readonly T[],
  sameness: (one: T) => unknown = (one) => one,
): readonly Told<T>[] {
  const told = new Map<string, { readonly what: T; readonly environments: string[] }>();
  for (const report of environments) {
    for (const what of said(report)) {
      const key = JSON.stringify(sameness(what));
      const known = told.get(key);
      if (known === undefined) told.set(key, { what, environments: [report.environment] });
      else known.environments.push(report.environment);
    }
  }
  return [...told.values()];
}
