import type { EnvironmentReport, Report } from '../report';

/** A report for a comment on a pull request. */
export function renderMarkdown({ environments }: Report): string {
  return `${environments.map((one) => linesOf(one).join('\n')).join('\n\n')}\n`;
}

function linesOf({ environment, outcome, findings }: EnvironmentReport): readonly string[] {
  return [`## ${environment}: ${outcome.is}`, '', outcome.because, '', ...findings.map(({ says }) => `- ${says}`)];
}
