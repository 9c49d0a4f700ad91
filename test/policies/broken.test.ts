import { rules } from '../../policies/index';
import { brokenOf, brokenProblems } from './broken';

test.each(rules.map((rule) => [rule.id, rule] as const))('%s names the field that it cannot read', (_, rule) => {
  expect([...new Set(brokenOf(rule).flatMap((broken) => brokenProblems(broken, rule)))]).toEqual([]);
});
