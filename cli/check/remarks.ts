import type { Rule, Verdict } from '../../policies/index';
import { fingerprintOf, type Place, type Remark, type RemarkRule, type Remarks } from '../remarks/remark';

/** What the rules found wrong, and what they could not tell, as remarks beside the code. */
export function verdictRemarks(
  verdicts: readonly Verdict[],
  rules: readonly Rule[],
  placeOf: (verdict: Verdict) => Place,
): Remarks {
  const met = new Map(verdicts.filter(isWrong).map((verdict) => [verdict.rule, verdict]));
  return {
    rules: [...met.values()].map((verdict) =>
      described(
        verdict,
        rules.find(({ id }) => id === verdict.rule),
      ),
    ),
    remarks: [...verdicts].filter(isWrong).flatMap((verdict) => remarksOn(verdict, placeOf(verdict))),
  };
}

function isWrong({ outcome }: Verdict): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}

/** Some verdicts come from no rule: what cannot be read, and exemptions that are over. */
function described({ rule: id, level, severity }: Verdict, rule: Rule | undefined): RemarkRule {
  return {
    id,
    says: rule?.says ?? id,
    help: rule === undefined ? id : `${rule.says} Otherwise, ${rule.because}. \`dwcp explain ${id}\` shows more.`,
    level: level === 'mandatory' ? 'error' : 'warning',
    severity,
    topic: rule?.topic ?? 'operations',
  };
}

/** One for each violation and doubt, in whose order the messages are. */
function remarksOn(verdict: Verdict, at: Place): readonly Remark[] {
  const { rule, resource, level, violations, doubts, messages } = verdict;
  const prints = [
    ...violations.map(({ fingerprint }) => fingerprint),
    ...doubts.map(({ field }) => `unknown ${field}`),
  ];
  return messages.map((says, index) => ({
    rule,
    level: level === 'mandatory' ? 'error' : 'warning',
    says,
    about: resource,
    at,
    fingerprint: fingerprintOf(rule, resource, prints[index]!),
  }));
}
