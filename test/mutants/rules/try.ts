import { type Case, casesOf, problemsIn } from './cases';
import { instrument, type RuleMutant } from './instrument';
import { type Judging, programOf } from './program';
import { comesBy, withMutant } from './switch';

/** A mutant, and whether a case shows it. */
export interface Tried {
  readonly mutant: RuleMutant;
  readonly killed: boolean;
}

/**
 * Every mutant of the predicates in some files, each tried on the cases that come by it.
 *
 * What a case has to show is taken from the files as they are: a violation that a predicate and its example share would otherwise
 * change in both. docs/policies.md holds it too, so that such a change is seen.
 *
 * @param paths absolute
 * @throws when a case shows something else with all mutants off
 */
export async function tryMutants(paths: readonly string[], root: string): Promise<readonly Tried[]> {
  const { texts, mutants } = await instrument(paths, root);
  const [plain, mutated] = await Promise.all([programOf(new Map()), programOf(texts)]);
  const cases = casesOf(plain());
  const files = new Set(mutants.map(({ file }) => file));
  const own = cases.filter(({ file }) => files.has(file));
  const cover = coverageOf(own.length === 0 ? cases : own, mutated);
  return mutants.map((mutant) => ({ mutant, killed: isKilled(mutant, cover, mutated) }));
}

interface Coverage {
  readonly all: readonly Case[];
  /** With no mutant on. */
  readonly program: Judging;
  /** Mutants that are come by while the program is loaded. */
  readonly loading: ReadonlySet<string>;
  /** Cases that come by a mutant, by its id. */
  readonly cases: ReadonlyMap<string, readonly Case[]>;
}

function coverageOf(all: readonly Case[], load: () => Judging): Coverage {
  let program: Judging | undefined;
  const loading = new Set(comesBy(() => (program = load())));
  const cases = new Map<string, Case[]>();
  for (const one of all) {
    const met = comesBy(() => {
      const problems = problemsIn(one, program!);
      if (problems.length > 0) throw new Error(problems.join('\n'));
    });
    for (const id of met) {
      const known = cases.get(id);
      if (known === undefined) cases.set(id, [one]);
      else known.push(one);
    }
  }
  return { all, program: program!, loading, cases };
}

function isKilled({ id, file }: RuleMutant, cover: Coverage, load: () => Judging): boolean {
  const isLoading = cover.loading.has(id);
  const own = cover.all.filter((one) => one.file === file);
  const cases = isLoading ? (own.length === 0 ? cover.all : own) : (cover.cases.get(id) ?? []);
  try {
    // What is made while the program loads has to be made with the mutant.
    const program = isLoading ? withMutant(id, load) : cover.program;
    return cases.some((one) => withMutant(id, () => problemsIn(one, program)).length > 0);
  } catch {
    return true;
  }
}
