/** Something that was read, or why it could not be: an `Unknowable`, or whatever else was thrown. */
export type Read<T> = { readonly value: T } | { readonly error: unknown };

/** Reads, and keeps what goes wrong: of many things, one that is broken must not hide the others. */
export function tryRead<T>(read: () => T): Read<T> {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
}

/** The same of what gives many: when it cannot even be told how many there are, that is the only one. */
export function tryReadAll<T>(read: () => readonly Read<T>[]): readonly Read<T>[] {
  const all = tryRead(read);
  return 'value' in all ? all.value : [all];
}
