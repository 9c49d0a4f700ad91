import type { Prepared } from './prepared';

/** Something that is looked up in all that is judged: built when the first rule asks for it, and then there for all. */
export function builtOnce<T extends object>(build: (context: Prepared) => T): (context: Prepared) => T {
  const built = new WeakMap<Prepared, T>();
  return (context) => {
    const before = built.get(context);
    if (before !== undefined) return before;
    const made = build(context);
    built.set(context, made);
    return made;
  };
}
