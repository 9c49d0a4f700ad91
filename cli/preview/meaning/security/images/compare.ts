import type { Difference } from '../traits/compare';
import { type Image, imageOf, versionOf } from './image';

/** What it means that one image runs where another did, or none. Seen from the other side, worse is better, unless it cannot be ranked. */
export function imageDifference(before: string | undefined, after: string | undefined): Difference | undefined {
  const [was, is] = [before, after].map((text) => (text === undefined ? undefined : imageOf(text)));
  if (was === undefined)
    return is?.digest === undefined ? { effect: 'worse', says: `${after} runs, which can change` } : undefined;
  if (is === undefined)
    return was.digest === undefined
      ? { effect: 'better', says: `${before} no longer runs, which could change` }
      : undefined;
  if (was.repository !== is.repository) {
    return {
      effect: 'worse',
      says: `${is.repository} ${versionOf(is)} runs instead of ${was.repository} ${versionOf(was)}, and nobody can tell whether that is stricter`,
    };
  }
  return { ...ofOneRepository(was, is) };
}

function ofOneRepository(was: Image, is: Image): Difference {
  const change = `${is.repository} ${versionOf(was)} → ${versionOf(is)}`;
  if (is.digest === undefined && was.digest !== undefined)
    return { effect: 'worse', says: `${change}, which can change` };
  if (was.digest === undefined && is.digest !== undefined)
    return { effect: 'better', says: `${change}, which cannot change` };
  if (is.digest === was.digest) {
    return {
      effect: 'neutral',
      says: is.digest === undefined ? `${change}, which can change as before` : `${change}, which is the same image`,
    };
  }
  // A release has a tag of its own: what was reviewed under this one is not what runs.
  if (is.tag !== undefined && is.tag === was.tag) {
    return { effect: 'worse', says: `${change}: the tag was moved, and nobody can tell whether that is stricter` };
  }
  return { effect: 'neutral', says: change };
}
