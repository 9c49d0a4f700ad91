import type { Pair } from '../../pairs';

/** Namespaces that a change brings, or takes away: whatever is in one bears on nothing that was there, or is. */
export function wholeNamespaces(pairs: readonly Pair[]): ReadonlySet<string> {
  return new Set(
    pairs.flatMap(({ before, after }) => {
      const only = before === undefined ? after : after === undefined ? before : undefined;
      return only?.kind === 'Namespace' ? [only.name] : [];
    }),
  );
}
