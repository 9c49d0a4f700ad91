import type { Report } from '../report';

/** A report for programs, in the shape of `report.schema.json`: without what is only drawn, and what the rules find in order. */
export function reportJson({ environments, ...report }: Report): object {
  return {
    ...report,
    environments: environments.map(({ picture: _, verdicts, ...one }) => ({
      ...one,
      verdicts: verdicts.filter(({ outcome }) => outcome !== 'pass'),
    })),
  };
}
