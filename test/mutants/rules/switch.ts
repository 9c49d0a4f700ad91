/** What instrumented files read, which mutant is on, and write, which they came by: Stryker's own names. */
interface Switch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> };
}

type Hits = Readonly<Record<string, number>>;

/** How often a mutant may be come by in one case before it is taken for a loop without end. */
const HIT_LIMIT = 1_000_000;

const shared: { __stryker__?: Switch } = globalThis as object;
shared.__stryker__ ??= {};
const state = shared.__stryker__;

/** Runs something with one mutant on; a mutant that never comes to an end throws. */
export function withMutant<T>(id: string, run: () => T): T {
  Object.assign(state, { activeMutant: id, hitCount: 0, hitLimit: HIT_LIMIT });
  try {
    return run();
  } finally {
    state.activeMutant = undefined;
  }
}

/** The mutants that something comes by with none of them on. */
export function comesBy(run: () => void): readonly string[] {
  state.mutantCoverage ??= { static: {}, perTest: {} };
  state.mutantCoverage.static = {};
  run();
  return Object.keys(state.mutantCoverage.static);
}
