/** The part of js-yaml that is used here: it has no types of its own. */
declare module 'js-yaml' {
  /** How a scalar, a list or a map of one tag is read. */
  export class Type {
    constructor(
      tag: string,
      options: {
        readonly kind: 'scalar';
        readonly resolve: (text: string | null) => boolean;
        readonly construct: (text: string) => unknown;
      },
    );
  }
  export interface Schema {
    extend(types: { readonly implicit: readonly Type[]; readonly explicit?: readonly Type[] }): Schema;
  }
  export const FAILSAFE_SCHEMA: Schema;
  export const types: { readonly merge: Type };
  /** Where the parser is, and what it has read last. */
  export interface State {
    readonly line: number;
    readonly position: number;
    readonly result: unknown;
  }
  export interface Options {
    readonly schema: Schema;
    /** Whether the last of several equal keys counts, rather than being a fault. */
    readonly json?: boolean;
    readonly listener?: (event: 'open' | 'close', state: State) => void;
  }
  /** @throws YAMLException at the first fault. */
  export function loadAll(text: string, iterator: null, options: Options): unknown[];
  export class YAMLException extends Error {
    readonly reason: string;
    readonly mark?: { readonly line: number };
  }
}
