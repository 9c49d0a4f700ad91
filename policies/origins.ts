import { Unknowable } from './unknowable';

/**
 * Where fields are written that something takes over, by where they would be if it said them itself: a change of the
 * second place is a change of the first.
 */
export type Origins = ReadonlyMap<string, string>;

/** The place to change for a field, which may be one inside of what is taken over. */
export function writtenAt(field: string, origins: Origins | undefined): string {
  if (origins === undefined) return field;
  // Taken over from what takes over: each step leads to another place, and none leads back.
  for (
    let end = field.length;
    end > 0;
    end = Math.max(field.lastIndexOf('.', end - 1), field.lastIndexOf('[', end - 1))
  ) {
    const origin = origins.get(field.slice(0, end));
    if (origin !== undefined) return writtenAt(`${origin}${field.slice(end)}`, origins);
  }
  return field;
}

/** What cannot be told, by the place to change. Whatever else was thrown stays as it is. */
export function toldAt(error: unknown, origins: Origins | undefined): unknown {
  if (origins === undefined || !(error instanceof Unknowable)) return error;
  return new Unknowable(writtenAt(error.field, origins), error.message, error.resource);
}
