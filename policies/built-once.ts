import type { Prepared } from './prepared';

/**
 * Something that is looked up in all that is judged, or read of one subject: built when the first rule asks for it, and then
 * there for all.
 */
export function builtOnce<T extends object, K extends object = Prepared>(build: (of: K) => T): (of: K) => T {
  const built = new WeakMap<K, T>();
  return (of) => {
    const before = built.get(of);
    if (before !== undefined) return before;
    const made = build(of);
    built.set(of, made);
    return made;
  };
}
