import type { Verdict } from '../../../policies/index';
import { colour as pc } from '../../terminal/colour';

/** What has to be mended first, then what is excused, then the count of what was found in order. */
export function renderVerdicts(verdicts: readonly Verdict[]): string[] {
  const of = (...outcomes: Verdict['outcome'][]) => verdicts.filter(({ outcome }) => outcomes.includes(outcome));
  const rules = new Set(verdicts.map(({ rule }) => rule)).size;
  const [passed, failed, unknown, exempt] = [of('pass'), of('fail'), of('unknown'), of('exempt')];
  const tally = [
    pc.green(`${passed.length} passed`),
    ...(failed.length > 0 ? [pc.red(`${failed.length} failed`)] : []),
    ...(unknown.length > 0 ? [pc.red(`${unknown.length} unknown`)] : []),
    ...(exempt.length > 0 ? [pc.yellow(`${exempt.length} exempt`)] : []),
  ];
  return [
    ...[...failed, ...unknown].flatMap(renderProblem),
    ...verdicts.flatMap(renderExemptions),
    `  ${tally.join(', ')} (${rules} rules)`,
  ];
}

function renderProblem({ rule, level, outcome, messages, violations }: Verdict): string[] {
  const shade = level === 'mandatory' ? pc.red : pc.yellow;
  return messages.map((message, index) => {
    // What could not be told stands after what is wrong.
    const word = index < violations.length ? outcome : 'unknown';
    return `  ${shade(level === 'mandatory' ? word : `${word} (advisory)`)} ${rule}: ${message}`;
  });
}

function renderExemptions({ rule, resource, excused }: Verdict): string[] {
  return excused.map(({ violation, exemption: { owner, expires, ticket } }) => {
    const place = `${rule}: ${resource} (${violation.field})`;
    return `  ${pc.yellow('exempt')} ${place}, by ${owner} until ${expires} (${ticket})`;
  });
}
