/** Says the files that `run.ts` was asked for. */
export const NAMED_VARIABLE = 'DWCP_NAMED';

/**
 * Why the faults of the commit are not seen again, or nothing when they are to be.
 *
 * That commit changes no more, and neither does what its recording tells the engine: once seen, they are there. What holds them now runs
 * every time. To see them takes as long as a tenth of everything else.
 */
export function notAskedFor(): string | undefined {
  if ((process.env[NAMED_VARIABLE] ?? '').includes('faults')) return undefined;
  return 'commit 3fbcb12 does not change; npm run test:e2e -- faults sees its faults again';
}
