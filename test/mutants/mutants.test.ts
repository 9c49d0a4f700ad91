import { BRIDGE_MUTANTS } from './bridge';
import { CONSTRUCT_MUTANTS } from './constructs';
import { FACT_MUTANTS } from './facts';
import { failuresOf, failuresWith } from './notice';

const MUTANTS = [...CONSTRUCT_MUTANTS, ...BRIDGE_MUTANTS, ...FACT_MUTANTS];

test('without a mistake, nothing is noticed', () => {
  const tests = [...new Set(MUTANTS.flatMap(({ noticedBy }) => noticedBy))];
  expect(failuresOf(tests)).toEqual([]);
});

test.each(MUTANTS)('notices that $name', (mutant) => {
  expect(failuresWith(mutant)).not.toEqual([]);
});
