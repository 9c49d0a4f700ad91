import { resolve } from 'node:path';
import { UserError } from '../../../constructs/invalid';
import type { LoadedPlatform } from '../../platform/loaded';
import type { PlatformOptions } from '../../platform/locate';
import type { Side } from '../comparison';
import { redacted } from '../redact';
import { sidesHere, WORKING_TREE } from './here';
import { sidesIn } from './plan-file';
import { evaluate } from './ref/evaluate';
import { inScratch } from './ref/scratch';
import { ANOTHER_TIME, assertSteady } from './ref/steady';
import type { Wanted } from './ref/task';

/** The working tree, and what is known of how it was loaded. */
export interface Here {
  readonly from: LoadedPlatform;
  readonly options: PlatformOptions;
  /** What of its files has asked for the clock or for chance so far, with its place. */
  reads(): readonly string[];
}

/**
 * What the files say of environments as they are. What asks for the clock is evaluated again at another time, in a process
 * of its own: merged, it would be a change in every report.
 *
 * @throws UserError when it is another then.
 */
export async function steadySides(wanted: Wanted, { from, options, reads }: Here): Promise<ReadonlyMap<string, Side>> {
  const ours = sidesHere(from, wanted.names, wanted.today);
  const asks = reads();
  if (asks.length === 0) return ours;
  const again = await inScratch((scratch) => {
    const {
      file: { root, path },
      resolved,
    } = from;
    const directory = resolve(options.directory);
    return evaluate(
      wanted,
      { ...scratch, tree: root, options: { ...options, directory }, platform: path, ...(resolved && { resolved }) },
      ANOTHER_TIME,
    );
  });
  const sides = again.printed.flatMap((value) => sidesIn(value, WORKING_TREE));
  try {
    assertSteady([...ours.values()].map(withoutSecrets), sides.map(withoutSecrets), asks);
  } catch (error) {
    if (!UserError.isUserError(error)) throw error;
    throw new UserError(error.problems.map((problem) => `${WORKING_TREE}: ${problem}`));
  }
  return ours;
}

/** A command of another copy prints none. */
function withoutSecrets(side: Side): Side {
  return { ...side, plan: redacted(side.plan) };
}
