import { MUTANTS } from './all';
import { failuresOf, failuresWith } from './notice';

/** Of the tests as a whole, the unit tests have shown it; this shows that what puts a mistake in puts in none by itself. */
test('without a mistake, nothing is noticed', () => {
  expect(failuresOf(MUTANTS[0]!.noticedBy)).toEqual([]);
});

test.each(MUTANTS)('notices that $name', (mutant) => {
  expect(failuresWith(mutant)).not.toEqual([]);
});
