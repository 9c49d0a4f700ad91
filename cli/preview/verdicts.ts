import type { Verdict } from '../../policies/index';
import { colour as pc } from '../terminal/colour';

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
    ...exempt.flatMap(renderExemption),
    `  ${tally.join(', ')} (${rules} rules)`,
  ];
}

function renderProblem({ rule, level, outcome, messages }: Verdict): string[] {
  const mark = level === 'mandatory' ? pc.red(outcome) : pc.yellow(`${outcome} (advisory)`);
  return messages.map((message) => `  ${mark} ${rule}: ${message}`);
}

function renderExemption({ rule, resource, exemption }: Verdict): string[] {
  if (exemption === undefined) return [];
  const { owner, expires, ticket } = exemption;
  return [`  ${pc.yellow('exempt')} ${rule}: ${resource}, by ${owner} until ${expires} (${ticket})`];
}
