import type { Change } from './changes';
import type { Path, Properties } from './values';

/** Which resource a call is about, and the secrets-free view of what the engine sent. */
export interface Target {
  /** The type token, such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Empty before the resource exists. */
  readonly id: string;
  /** From the resource's `customTimeouts`; zero when it has none. */
  readonly timeoutSeconds: number;
}

/** What makes inputs unacceptable, and where. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

export interface Difference {
  readonly changes: readonly (Change & { readonly replaces: boolean })[];
  /** The new object has the identity of the old one, so both cannot exist at once. */
  readonly deleteBeforeReplace: boolean;
}

/** What the engine calls old: the inputs of the last update, and the outputs it returned. */
export interface Old {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface Created {
  /** Empty in a preview: the engine then treats it as not known yet. */
  readonly id: string;
  readonly outputs: Properties;
}

/** A creation that went wrong after the resource was there: the engine records it, and goes on with it next time. */
export class PartlyMade extends Error {
  readonly made: Created;

  constructor(made: Created, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.made = made;
  }
}

/** A resource provider as the engine sees it, without the wire format: values are plain, secrets are paths. */
export interface Provider {
  /** The name of the official plugin that it stands in for. */
  readonly name: string;
  /** The version of that plugin. */
  readonly version: string;
  configure(config: Properties): void;
  /** The settings whose change means another server, so that every resource must be made anew there. */
  replacedBy(olds: Properties, news: Properties): readonly string[];
  check(target: Target, news: Properties): Promise<Checked>;
  diff(target: Target, old: Old, news: Properties): Promise<Difference>;
  /** A preview writes nothing; what the server would refuse, it refuses then. */
  create(target: Target, news: Properties, preview: boolean): Promise<Created>;
  /** Undefined when the object is gone. */
  read(target: Target, old: Old): Promise<(Old & { readonly id: string }) | undefined>;
  update(target: Target, old: Old, news: Properties, preview: boolean): Promise<Created>;
  delete(target: Target, old: Old): Promise<void>;
  /** What is secret whatever the program says, in inputs and outputs alike. */
  secrets(type: string, properties: Properties): readonly Path[];
}
