import { colour as pc } from '../../terminal/colour';
import type { EnvironmentReport, Report } from '../report';

/** A report for a terminal. */
export function renderText({ environments }: Report): string {
  return `${environments.map((one) => linesOf(one).join('\n')).join('\n\n')}\n`;
}

function linesOf({ environment, outcome, before, after, findings }: EnvironmentReport): readonly string[] {
  return [
    `${pc.bold(environment)}: ${outcome.is}, ${outcome.because}`,
    `  from ${before} to ${after}`,
    ...findings.map(({ says, effect }) => `  ${effect}: ${says}`),
  ];
}
