import { join } from 'node:path';
import { type LoadedPlatform, planEnvironment, readFacts } from '../../cli/platform/loaded';
import type { Plan, Resource } from '../../constructs';
import type { PlatformFacts } from '../../stacks/facts';
import platform from '../../stacks/platform';

export const ROOT = join(__dirname, '..', '..');

/** The reference platform, as the command loads it. */
export const REFERENCE: LoadedPlatform = {
  platform,
  file: { path: join(ROOT, 'stacks', 'platform.ts'), root: ROOT },
  stackFolder: ROOT,
};

/** The facts of one of its environments, from the stack file in a folder. */
export function referenceFacts(name: string, stackFolder = ROOT): PlatformFacts {
  return readFacts({ platform, stackFolder }, name);
}

/** One of its environments as a construct tree. */
export function referenceTree(name: string) {
  return platform.tree(name, referenceFacts(name));
}

/** One of its environments as a plan. */
export function referencePlan(name: string): Plan {
  return planEnvironment(REFERENCE, name);
}

/** The resources of that. */
export function referenceResources(name: string): readonly Resource[] {
  return referencePlan(name).resources;
}
