/** What a reader has to be told of manifests besides what they say. Each is a sentence that begins with its place. */
export interface Reading {
  /** What could not be read, and so is not answered for. */
  readonly problems: string[];
  /** What was left out because no cluster would take it, and what was assumed. */
  readonly notes: string[];
}
