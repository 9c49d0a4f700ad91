/** One place of a file of the repository that says something else. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** What the file says, exactly once. @default - there is no such file yet */
  readonly from?: string;
  readonly to: string;
}

/** A pull request to the reference platform: what somebody would edit, and nothing that a test makes up. */
export interface Change {
  /** Its golden files are named by it. */
  readonly id: string;
  /** What its author would call it. */
  readonly title: string;
  /** The environment in which it is looked at. */
  readonly environment: string;
  /** What the repository has already, beyond what it has. @default - nothing */
  readonly before?: readonly Edit[];
  readonly edits: readonly Edit[];
}
