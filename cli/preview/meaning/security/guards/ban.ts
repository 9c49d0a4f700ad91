import type { Difference } from '../traits/compare';
import type { Allowance, Guard } from './guard';
import { selectsAllOf } from './selectors';

/** What is refused, or left to somebody else, before anything that is let through counts. */
export interface Ban extends Pick<Guard, 'namespace' | 'selector'> {
  /** `refuses`, or `asks provider 'oauth' about`. */
  readonly does: string;
  readonly what: Allowance;
}

type Bans = readonly Ban[];

/** The bans of one policy on one side, among all that may select the same pods. */
interface Banned {
  readonly own: Bans;
  readonly all: Bans;
}

/** What a policy no longer refuses, and what it refuses now: what others refuse besides is no news. */
export function banDifferences(before: Banned, after: Banned): readonly Difference[] {
  return [
    ...beyond(before.own, after.all).map((says): Difference => ({ effect: 'worse', says: `no longer ${says}` })),
    ...beyond(after.own, before.all).map((says): Difference => ({ effect: 'better', says: `now ${says}` })),
  ];
}

function beyond(more: Bans, less: Bans): readonly string[] {
  const left = more.filter((ban) => !less.some((other) => covers(other, ban)));
  return [...new Set(left.map(({ does, what }) => `${does} ${what.may.replace(/^let through /, '')}`))];
}

function covers(whole: Ban, one: Ban): boolean {
  const isPlace = whole.namespace === undefined || whole.namespace === one.namespace;
  const isAround = isPlace && selectsAllOf(whole.selector, one.selector);
  return isAround && whole.does === one.does && whole.what.covers(one.what);
}
