/**
 * What is wrong with a value and how to write it; undefined if nothing is.
 *
 * `find` says how to find the right value, for a wrong one that gives no clue to it.
 */
export type Check = (text: string, find: string) => string | undefined;
