import type { Mutant } from './notice';

const GATES = ['test/cli/preview/gates/results.test.ts', 'test/cli/preview/gates/fail-on.test.ts'];
const CLASSES = ['test/cli/preview/change/classify.test.ts', 'test/cli/preview/change/concerns.test.ts'];
const CHECKLIST = ['test/cli/preview/change/checklist.test.ts'];

/** Of what stops a change, what lets it through, and how it is managed. */
export const GATE_MUTANTS: readonly Mutant[] = [
  {
    name: 'leave holds for a day more',
    file: 'cli/preview/gates/pass.ts',
    from: 'expires < today',
    to: 'Date.parse(expires) + 86_400_000 < Date.parse(today)',
    noticedBy: GATES,
  },
  {
    name: 'leave for one environment holds in another',
    file: 'cli/preview/gates/results.ts',
    from: 'pass.environments.includes(comparison.environment) && ',
    to: '',
    noticedBy: GATES,
  },
  {
    name: 'leave for one gate opens another',
    file: 'cli/preview/gates/results.ts',
    from: 'holding.filter((pass) => pass.gate === gate)',
    to: 'holding',
    noticedBy: GATES,
  },
  {
    name: 'leave for one of what a finding gathers is leave for all',
    file: 'cli/preview/finding.ts',
    from: 'return members;',
    to: 'return members.slice(0, 1);',
    noticedBy: GATES,
  },
  {
    name: 'a change that no longer protects its data opens the gates to itself',
    file: 'cli/preview/gates/in-force.ts',
    from: '[before, after].some(',
    to: '[after].some(',
    noticedBy: GATES,
  },
  {
    name: 'a class that is too low is enough',
    file: 'cli/preview/change/classify.ts',
    from: "record.class !== 'standard' || needed === 'standard'",
    to: 'record.class.length > 0',
    noticedBy: CLASSES,
  },
  {
    name: 'approval that came before there was anything to approve counts',
    file: 'cli/preview/change/demands.ts',
    from: "hoursBetween(submitted, approval.at) < 0 ? 'before it was submitted' : lateness(approval)",
    to: 'lateness(approval)',
    noticedBy: CLASSES,
  },
  {
    name: 'what is for the whole mesh is routine',
    file: 'cli/preview/change/concerns.ts',
    from: ' || namespace === cluster.meshRoot',
    to: '',
    noticedBy: CLASSES,
  },
  {
    name: 'a disk that grew is thought to shrink again',
    file: 'cli/preview/change/way-back.ts',
    from: 'immutableChanges(after, before)',
    to: 'immutableChanges(before, after)',
    noticedBy: CHECKLIST,
  },
];
