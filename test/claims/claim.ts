/** A statement of ours on what another program does with what is rendered. */
interface Claim {
  readonly statement: string;
  /** The files or folders, from the root of the repository, that say it or rely on it; of a document, `#` and the section. */
  readonly where: readonly string[];
}

/** One that a test has that program show. */
export interface ProvenClaim extends Claim {
  /** The program, with its version where that counts. */
  readonly by: string;
  readonly test: {
    /** Below `test/e2e`. */
    readonly file: string;
    /** Its title, or the part of it that is always there. */
    readonly title: string;
  };
}

/** One that nothing here has run. */
export interface UnprovenClaim extends Claim {
  /** What would prove it. */
  readonly wanting: string;
}

export function proven(
  statement: string,
  where: readonly string[],
  by: string,
  [file, title]: readonly [file: string, title: string],
): ProvenClaim {
  return { statement, where, by, test: { file, title } };
}
