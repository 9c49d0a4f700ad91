/** What is asked for when everything is declared, for two purposes in turn. */
export interface AskedOnce<T> {
  /** To see what is wrong with it. */
  readonly toCheck: () => T;
  /** To render it: what was checked just before, which is the same, or what it is now where nobody checked. */
  readonly toRender: () => T;
}

/** Asks once for what a synthesis checks and then renders, where to ask takes long. */
export function askedOnce<T>(ask: () => T): AskedOnce<T> {
  let checked: { readonly value: T } | undefined;
  return {
    toCheck() {
      checked = { value: ask() };
      return checked.value;
    },
    toRender() {
      const { value } = checked ?? { value: ask() };
      // More may be declared until it is rendered again.
      checked = undefined;
      return value;
    },
  };
}
