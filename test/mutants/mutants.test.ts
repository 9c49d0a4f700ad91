import { MUTANTS } from './all';
import { failuresOf, failuresWith } from './notice';

test('without a mistake, nothing is noticed', () => {
  const tests = [...new Set(MUTANTS.flatMap(({ noticedBy }) => noticedBy))];
  expect(failuresOf(tests)).toEqual([]);
});

test.each(MUTANTS)('notices that $name', (mutant) => {
  expect(failuresWith(mutant)).not.toEqual([]);
});
