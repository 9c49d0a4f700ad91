import type { PlatformOptions } from '../../platform/locate';
import type { Side } from '../comparison';
import { absentSide } from './absent';
import { againstFile } from './files';
import type { Against } from './kind';

/** What `--against` names, for each of the environments, in their order. */
export async function against(
  what: string,
  ours: ReadonlyMap<string, Side>,
  { directory }: PlatformOptions,
): Promise<readonly Against[]> {
  const found = againstFile(what, { directory, ours });
  return [...ours].map(([environment, side]) => found.get(environment) ?? { before: absentSide(what, side) });
}
