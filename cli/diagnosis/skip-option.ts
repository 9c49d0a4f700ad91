import { Option } from 'commander';
import { repeated } from '../output';
import { oneOf } from '../terminal/one-of';

/** One that may be repeated, of which each is one of those that there are. */
export function skipOption(says: string, ids: readonly string[]): Option {
  const option = oneOf(new Option('--skip <check>', says), ids);
  const known = option.parseArg as (word: string, before: unknown) => string;
  return option.argParser((word, before?: readonly string[]) => repeated(known(word, before), before));
}
