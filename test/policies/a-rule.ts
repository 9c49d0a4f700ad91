import { defineRule, type Rule, type Subjects } from '../../policies/index';

const VIOLATION = { field: 'spec.x', problem: 'it is wrong', fix: 'make it right' };

/** A rule for the tests of what judges by rules; its examples are of no interest. */
export function aRule<S extends keyof Subjects>(
  subject: S,
  check: Rule<S>['check'],
  more: Partial<Rule<S>> = {},
): Rule<S> {
  const examples = {
    accepted: [{ shows: 'nothing', resources: [] }],
    refused: [{ shows: 'anything', resources: [], violations: [VIOLATION] }],
  };
  return defineRule({
    id: 'all-is-well',
    subject,
    says: 'All is well.',
    because: 'it might not be',
    level: 'mandatory',
    severity: 'medium',
    topic: 'tests',
    references: [],
    ...more,
    check,
    examples: examples as unknown as Rule<S>['examples'],
  });
}
