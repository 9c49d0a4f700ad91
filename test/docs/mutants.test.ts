import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../mutants/all';

const ROOT = join(__dirname, '..', '..');

// `npm run mutants` makes the mistakes; this says at once that one of them has lost its place.
test.each(MUTANTS)('the mistake that $name can be made in one place, and its tests are there', (mutant) => {
  const { file, from, noticedBy } = mutant;
  expect(readFileSync(join(ROOT, file), 'utf8').split(from)).toHaveLength(2);
  expect(noticedBy.filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
});
