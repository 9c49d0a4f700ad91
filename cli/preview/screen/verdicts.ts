import type { Verdict } from '../../../policies/index';
import { colour as pc } from '../../terminal/colour';

/** Rules that stop at the same thing and are still named one by one. */
const NAMED = 2;

/**
 * What has to be mended first, then what is excused, then the count of what was found in order.
 *
 * `each` is how many findings of one rule are written out; of the others, how many there are.
 */
export function renderVerdicts(verdicts: readonly Verdict[], each = Number.POSITIVE_INFINITY): string[] {
  const of = (...outcomes: Verdict['outcome'][]) => verdicts.filter(({ outcome }) => outcomes.includes(outcome));
  const rules = new Set(verdicts.map(({ rule }) => rule)).size;
  const [passed, failed, unknown, exempt] = [of('pass'), of('fail'), of('unknown'), of('exempt')];
  const tally = [
    pc.green(`${passed.length} passed`),
    ...(failed.length > 0 ? [pc.red(`${failed.length} failed`)] : []),
    ...(unknown.length > 0 ? [pc.red(`${unknown.length} unknown`)] : []),
    ...(exempt.length > 0 ? [pc.yellow(`${exempt.length} exempt`)] : []),
  ];
  const findings = alike([...failed, ...unknown].flatMap(findingsIn));
  return [
    ...byRule(findings).flatMap((some) => rendered(some, each)),
    ...verdicts.flatMap(renderExemptions),
    `  ${tally.join(', ')} (${rules} rules)`,
  ];
}

interface Finding {
  readonly rule: string;
  readonly isMandatory: boolean;
  readonly word: 'fail' | 'unknown';
  readonly says: string;
  /** The rules that say the same. @default - only this one */
  readonly rules?: number;
}

function findingsIn({ rule, level, messages, violations }: Verdict): Finding[] {
  return messages.map((says, index) => {
    // What could not be told stands after what is wrong.
    const word = index < violations.length ? 'fail' : 'unknown';
    return { rule, isMandatory: level === 'mandatory', word, says };
  });
}

/** One for all rules that cannot be judged for one reason: what cannot be read hides as much from each of them. */
function alike(findings: readonly Finding[]): readonly Finding[] {
  const reasons = new Map<string, Finding[]>();
  const reasonOf = ({ rule, says }: Finding) => says.replace(`rule '${rule}'`, 'they');
  for (const finding of findings.filter(({ word }) => word === 'unknown')) {
    reasons.set(reasonOf(finding), [...(reasons.get(reasonOf(finding)) ?? []), finding]);
  }
  return findings.flatMap((finding) => {
    const same = finding.word === 'unknown' ? reasons.get(reasonOf(finding))! : [];
    if (same.length <= NAMED) return [finding];
    if (same[0] !== finding) return [];
    const isMandatory = same.some((one) => one.isMandatory);
    return [{ ...finding, isMandatory, says: reasonOf(finding), rules: same.length }];
  });
}

/** What one rule found, together and in the order of the first. */
function byRule(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = finding.rules === undefined ? `${finding.word} ${finding.rule}` : `${finding.word} ${finding.says}`;
    const known = rules.get(key);
    if (known === undefined) rules.set(key, [finding]);
    else known.push(finding);
  }
  return [...rules.values()];
}

function rendered(findings: readonly Finding[], each: number): string[] {
  const shown = findings.slice(0, each);
  const left = findings.length - shown.length;
  const [{ rule }] = findings as readonly [Finding];
  return [
    ...shown.map(line),
    ...(left === 0 ? [] : [`  and ${left} more of ${rule}; --rule ${rule} tells them all, and --json of every rule`]),
  ];
}

function line({ rule, isMandatory, word, says, rules }: Finding): string {
  const shade = isMandatory ? pc.red : pc.yellow;
  const who = rules === undefined ? rule : `${rules} rules`;
  return `  ${shade(isMandatory ? word : `${word} (advisory)`)} ${who}: ${says}`;
}

function renderExemptions({ rule, resource, excused }: Verdict): string[] {
  return excused.map(({ violation, exemption: { owner, expires, ticket } }) => {
    const place = `${rule}: ${resource} (${violation.field})`;
    return `  ${pc.yellow('exempt')} ${place}, by ${owner} until ${expires} (${ticket})`;
  });
}
