import { join } from 'node:path';
import type { LoadedPlatform } from '../../../cli/platform/loaded';
import { type Comparison, comparisonOf, type Side } from '../../../cli/preview/comparison';
import { sideHere } from '../../../cli/preview/sides/here';
import type { Platform } from '../../../constructs';
import type { Change, Edit } from './change';
import { Checkout } from './checkout';

/** The day of every change: what an exemption holds for, and what is over. */
export const DAY = '2026-11-27';

/** Both sides of a change, as a preview in its environment compares them. */
export function comparisonOfChange({ environment, before = [], edits }: Change): Comparison {
  return comparisonOf(sideWith(before, environment), sideWith([...before, ...edits], environment));
}

/** The platform in a checkout, compiled by jest, so that it shares this process's copy of the library. */
export function platformIn({ folder }: Checkout): LoadedPlatform {
  const path = join(folder, 'stacks', 'platform.ts');
  const { default: platform } = require(path) as { readonly default: Platform };
  return { platform, file: { path, root: folder }, stackFolder: folder };
}

function sideWith(edits: readonly Edit[], environment: string): Side {
  const checkout = new Checkout(edits);
  try {
    return sideHere(platformIn(checkout), environment, DAY);
  } finally {
    checkout.remove();
  }
}
