import type { Finding } from '../../../../cli/preview/finding';
import type { GateResult } from '../../../../cli/preview/gates/results';
import { outcomeOf, worstOf } from '../../../../cli/preview/outcome';
import type { EnvironmentReport, Report } from '../../../../cli/preview/report';
import type { PlanDiff } from '../../../../constructs';

const NOTHING = { added: [], removed: [], changed: [] };

export const NO_DIFFERENCE: PlanDiff = {
  environment: [],
  ...NOTHING,
  renamed: [],
  moved: [],
  ends: NOTHING,
  edges: NOTHING,
};

const STANDARD: EnvironmentReport['change'] = { class: 'standard', because: [], approvals: [], demands: [] };

/** A report of one environment in which nothing differs but what is given. */
export function environmentReport(given: Partial<EnvironmentReport> = {}): EnvironmentReport {
  const report = {
    environment: 'production',
    before: 'main (1a2b3c4)',
    after: 'the working tree',
    findings: [],
    gates: [],
    change: STANDARD,
    checklist: [],
    diff: NO_DIFFERENCE,
    verdicts: [],
    ...given,
  };
  return { outcome: outcomeOf({ ...report, differs: report.diff !== NO_DIFFERENCE }), ...report };
}

export function reportOf(...environments: readonly EnvironmentReport[]): Report {
  const grounds = environments.map((one) => ({ ...one, differs: one.diff !== NO_DIFFERENCE }));
  return { schema: 1, outcome: worstOf(grounds), environments };
}

export function finding(given: Partial<Finding> = {}): Finding {
  return { topic: 'connection', effect: 'worse', subject: 'a → b', says: 'a can reach b on 80/TCP', ...given };
}

export function shut(gate: GateResult['gate'], ...subjects: readonly string[]): GateResult {
  return { gate, status: 'shut', subjects, passed: [] };
}
