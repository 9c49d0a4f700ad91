/** What becomes of a change of a field, once the object is there. */
export interface ImmutableField {
  /** Where it is in the object, or in the arguments of Vault: `spec.selector`. */
  readonly field: string;

  /** Which changes of it are meant. @default - any */
  readonly only?: Which;

  /** What it is where it is left out: to write that is no change. @default - nothing */
  readonly default?: unknown;

  /**
   * Who refuses the change: the API server for a kind of its own, or a rule in the definition of another's; or the
   * webhook of an operator, whose source says so. The first two are tried by test/e2e/immutable.test.ts.
   *
   * @default - nobody does
   */
  readonly refusedBy?: 'server' | 'definition' | 'webhook';

  /** Whether Pulumi's plugin deletes the object and makes another. @default false */
  readonly replaces?: true;

  /** Whether the change is taken, and nothing comes of it: it is read once, when the object is made. @default false */
  readonly readOnce?: true;
}

/**
 * A change `to-another` value, where giving one or taking it away is no such change; to `less` of a quantity; to
 * `nothing`; or any `while-frozen`, when the object says `immutable`.
 */
type Which = 'to-another' | 'less' | 'nothing' | 'while-frozen';

/** Fields by kind in any of its versions, or by type of Vault. */
export type ImmutableFields = Readonly<Record<string, readonly ImmutableField[]>>;
