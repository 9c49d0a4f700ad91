import type { Facts } from '../../constructs/facts/facts';
import type { Plan } from '../../constructs/plan/plan';
import { unknownEnvironment } from '../../constructs/platform/environments';
import type { Platform } from '../../constructs/platform/platform';
import type { Posture } from '../../constructs/posture';
import { failedToDeclare } from './failed';
import type { PlatformFile } from './locate';
import { readStackFile } from './stack-file';

/** A platform, where it came from, and where its stack files are. */
export interface LoadedPlatform {
  readonly platform: Platform;
  readonly file: PlatformFile;
  readonly stackFolder: string;
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

/** The facts of an environment, from its `Pulumi.<environment>.yaml`. */
export function readFacts<F extends Facts>(
  { platform, stackFolder }: { readonly platform: Platform<Posture, F>; readonly stackFolder: string },
  name: string,
): F {
  if (!platform.environments.includes(name)) throw unknownEnvironment(name, platform.environments);
  const file = `Pulumi.${name}.yaml`;
  const { config, problems } = readStackFile(stackFolder, file);
  return platform.factsFrom(config, file, problems);
}
