import { type Argument, InvalidArgumentError, type Option } from 'commander';
import { nearest } from '../../constructs/fields/nearest';

/** An option or an argument that takes one of several words, and says of a mistyped one which was meant. */
export function oneOf<T extends Argument | Option>(what: T, words: readonly string[]): T {
  what.choices(words);
  what.argParser((word: string) => {
    if (words.includes(word)) return word;
    const meant = nearest(word, words);
    const hint = meant === undefined ? '' : `Did you mean ${meant}? `;
    throw new InvalidArgumentError(`${hint}Choose one of ${words.join(', ')}.`);
  });
  return what;
}
