/** What Pulumi's engine says, where what is compared comes from a file that it wrote. */
export interface EngineView {
  /** What it would do (`pulumi preview --json`), or what it found changed behind its back (`pulumi refresh --preview-only --json`). */
  readonly of: 'preview' | 'drift';
  /** By the id of the resource; what has no step stays as it is. */
  readonly steps: ReadonlyMap<string, EngineStep>;
  /** Why it did not plan to the end, each with the id of the resource that it is about. */
  readonly errors: readonly EngineError[];
}

/** What it would do with one resource. */
export interface EngineStep {
  /** `forget` leaves the thing where it is; `import` takes up one that exists. */
  readonly op: 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'import';
  /** Fields that differ, as the plugin names them. */
  readonly fields: readonly string[];
  /** Those of them for which it has to be replaced. */
  readonly replaceKeys: readonly string[];
}

/** What stopped it. */
export interface EngineError {
  readonly id: string;
  /** The first sentence of what it said. */
  readonly message: string;
}
