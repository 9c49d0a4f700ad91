import type { Side } from '../comparison';
import type { EngineView } from '../engine';

/** What one environment is compared with. */
export interface Against {
  readonly before: Side;
  /** What it becomes, where what was read says so itself, as a preview of the engine does. @default - the working tree */
  readonly after?: Side;
  /** What the engine says of it. @default - it was not asked */
  readonly engine?: EngineView;
}

/** What a file is read for. */
export interface Asked {
  /** What people call the file: `plan.json`, `standard input`. */
  readonly source: string;
  /** The environments, in the order in which they are reported, as the working tree has them. */
  readonly ours: ReadonlyMap<string, Side>;
  /** Those that are asked for, too, and that the working tree does not have; or whatever there is. @default - none */
  readonly others?: readonly string[] | 'all';
}

/** A kind of JSON file that `--against` reads. */
export interface Kind {
  /** What it is: `a plan`, as `dwcp preview ENV --format json` prints it. */
  readonly name: string;
  /** Whether a value is of it, as far as can be told before it is checked. */
  is(value: unknown): boolean;
  /**
   * What each of the environments is compared with; one that the file does not know is not among them.
   *
   * @throws UserError with every problem of the file.
   */
  read(value: unknown, asked: Asked): ReadonlyMap<string, Against>;
}
