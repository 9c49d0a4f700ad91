import type { Finding } from '../../../finding';
import { type Level, NOTHING, type Opening, type Trait } from './trait';

/** One difference between two sides, in words. */
export interface Difference {
  readonly effect: Finding['effect'];
  readonly says: string;
}

/**
 * What of some traits is weaker than it was, and what is stronger.
 *
 * Seen from the other side, worse is better and better is worse; only what cannot be ranked is worse from both.
 */
export function differencesOf(before: readonly Trait[], after: readonly Trait[]): readonly Difference[] {
  return [...openings(before, after), ...safeguards(before, after), ...levels(before, after)];
}

function openings(before: readonly Trait[], after: readonly Trait[]): readonly Difference[] {
  const [had, has] = [before, after].map((traits) => traits.flatMap((one) => ('may' in one ? [one] : [])));
  return [
    ...beyond(has!, had!).map(({ who, may }) => ({ effect: 'worse' as const, says: sentence(who, 'may', may) })),
    ...beyond(had!, has!).map(({ who, may }) => ({
      effect: 'better' as const,
      says: sentence(who, 'may no longer', may),
    })),
  ];
}

/** What only the one side lets happen. */
function beyond(more: readonly Opening[], less: readonly Opening[]): readonly Opening[] {
  const known = new Set(less.map(nameOf));
  const wide = less.filter(({ covers }) => covers !== undefined);
  const left = more.filter((one) => !known.has(nameOf(one)) && !wide.some((other) => other.covers?.(one)));
  return [...new Map(left.map((one) => [nameOf(one), one])).values()];
}

function nameOf({ who, may }: Opening): string {
  return JSON.stringify([who, may]);
}

function sentence(who: string | undefined, verb: string, what: string): string {
  return who === undefined ? `${verb} ${what}` : `${who} ${verb} ${what}`;
}

function safeguards(before: readonly Trait[], after: readonly Trait[]): readonly Difference[] {
  const [had, has] = [before, after].map((all) => new Set(all.flatMap((one) => ('guards' in one ? [one.guards] : []))));
  return [
    ...[...had!].filter((one) => !has!.has(one)).map((one) => ({ effect: 'worse' as const, says: `no longer ${one}` })),
    ...[...has!].filter((one) => !had!.has(one)).map((one) => ({ effect: 'better' as const, says: `now ${one}` })),
  ];
}

function levels(before: readonly Trait[], after: readonly Trait[]): readonly Difference[] {
  const was = new Map(before.flatMap((trait) => ('of' in trait ? [[trait.of, trait] as const] : [])));
  return after.flatMap((now) => {
    const old = 'of' in now ? was.get(now.of) : undefined;
    if (!('of' in now) || old === undefined || (old.value === now.value && old.weakness === now.weakness)) return [];
    return [changed(old, now)];
  });
}

function changed(before: Level, after: Level): Difference {
  const [was, is] = [before.weakness, after.weakness];
  if (was === undefined || is === undefined) {
    return { effect: 'worse', says: `${values(before, after)}, and nobody can tell whether that is stricter` };
  }
  return { effect: is > was ? 'worse' : is < was ? 'better' : 'neutral', says: values(before, after) };
}

function values(before: Level, after: Level): string {
  if (before.isShown !== false && after.isShown !== false) return `${before.of} ${before.value} → ${after.value}`;
  if (before.value === NOTHING) return `${before.of} is new`;
  return `${before.of} is ${after.value === NOTHING ? 'gone' : 'another'}`;
}
