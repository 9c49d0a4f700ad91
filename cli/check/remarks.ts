import type { Rule, Verdict } from '../../policies/index';
import type { Place, Remark, RemarkRule, Remarks } from '../remarks/remark';
import { findingsOf } from './findings';

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

/** One for each thing that is wrong, or could not be told. */
function remarksOn(verdict: Verdict, at: Place): readonly Remark[] {
  const { rule, resource, level } = verdict;
  return findingsOf(verdict).map(({ fingerprint, says }) => ({
    rule,
    level: level === 'mandatory' ? 'error' : 'warning',
    says,
    about: resource,
    at,
    fingerprint,
  }));
}
