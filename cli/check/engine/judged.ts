import { UserError } from '../../../constructs/invalid';
import type { Resource } from '../../../constructs/plan/resource';
import { judge, type Verdict } from '../../../policies/index';
import { type LoadedPlatform, planEnvironment } from '../../platform/loaded';
import { Stack } from '../../preview/sides/engine/stack';
import { wholeStack } from '../../preview/sides/engine/whole';
import { jsonFile } from '../../preview/sides/json-source';
import { rulesOf } from '../../rules/all';
import { todayHere } from '../../today';
import { resourcesIn } from './resources';

/** A file that Pulumi wrote, and the folder that it is named from. */
export interface EngineFile {
  readonly file: string;
  readonly directory: string;
}

/**
 * Judges a stack as an environment of a platform: by what was declared of its edges and its cluster, and by its exemptions.
 * What is declared beside the environment is judged with it.
 *
 * @throws UserError when it is not of that environment.
 */
export function judgedAs(
  environment: string,
  from: LoadedPlatform,
  { file, directory }: EngineFile,
): readonly Verdict[] {
  const plan = planEnvironment(from, environment);
  const { source, value } = jsonFile(file, directory);
  const states = wholeStack(value, source);
  const stack = new Stack(states);
  stack.expect([environment], source);
  const ours = states.filter((state) => [environment, undefined].includes(stack.environmentOf(state)));
  const paths = new Map(plan.resources.map(({ id, path }) => [id, path]));
  const resources = some(resourcesIn(ours), source).map((one) => ({ ...one, path: paths.get(one.id) ?? one.path }));
  const { exemptions } = from.platform;
  return judge({ ...plan, resources }, { rules: rulesOf(from), exemptions, today: todayHere() });
}

/** Judges a stack of nobody knows what: by the rules alone. */
export function judgedAlone(from: LoadedPlatform | undefined, { file, directory }: EngineFile): readonly Verdict[] {
  const { source, value } = jsonFile(file, directory);
  return judge(some(resourcesIn(wholeStack(value, source)), source), { rules: rulesOf(from) });
}

/** Nothing would pass every rule. */
function some(resources: readonly Resource[], source: string): readonly Resource[] {
  if (resources.length > 0) return resources;
  throw new UserError([`${source}: holds nothing of Kubernetes or Vault; name the file of a stack that does`]);
}
