/** Control characters, and those that turn the direction of what follows: https://trojansource.codes */
const HIDDEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A text of one line in which nothing hides: what somebody else wrote cannot move a cursor, or read otherwise than it is. */
export function printable(text: string): string {
  return text.replace(HIDDEN, (character) =>
    /\s/.test(character) && character <= ' ' ? ' ' : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
