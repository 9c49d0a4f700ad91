import type { Facts } from '../../constructs/facts/facts';
import { UserError } from '../../constructs/invalid';
import type { Plan } from '../../constructs/plan/plan';
import { unknownEnvironment } from '../../constructs/platform/environments';
import type { Platform } from '../../constructs/platform/platform';
import type { Posture } from '../../constructs/posture';
import { failedToDeclare } from './failed';
import type { PlatformFile } from './locate';
import type { Resolved } from './resolved/resolved';
import { readStackFile } from './stack-file';

/** A platform, where it came from, and where its stack files are. */
export interface LoadedPlatform {
  readonly platform: Platform;
  readonly file: PlatformFile;
  readonly stackFolder: string;
  /** What takes the place of a stack file. @default - every environment has its stack file */
  readonly resolved?: Resolved;
}

/**
 * Plans an environment from its `Pulumi.<environment>.yaml`. Whoever needs more of it asks the plan: the tree is built once.
 *
 * @throws UserError when the environment is unknown, or its facts or what is declared is wrong.
 */
export function planEnvironment(from: LoadedPlatform, name: string): Plan {
  const { platform, file } = from;
  const facts = readFacts(from, name);
  try {
    return platform.plan(name, facts);
  } catch (error) {
    throw failedToDeclare(error, file, name);
  }
}

/** The facts of an environment, from its `Pulumi.<environment>.yaml`, or from what was given in the place of it. */
export function readFacts<F extends Facts>({ platform, stackFolder, resolved }: FactsSource<F>, name: string): F {
  if (!platform.environments.includes(name)) throw unknownEnvironment(name, platform.environments);
  const given = resolved?.environment === name ? resolved : readStackFile(stackFolder, `Pulumi.${name}.yaml`);
  try {
    return platform.factsFrom(given.config, given.file, given.problems);
  } catch (error) {
    if (given.remedy === undefined || !UserError.isUserError(error)) throw error;
    throw new UserError([...error.problems, given.remedy]);
  }
}

/** What facts are read by. */
type FactsSource<F extends Facts> = Pick<LoadedPlatform, 'stackFolder' | 'resolved'> & {
  readonly platform: Platform<Posture, F>;
};
