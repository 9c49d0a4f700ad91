import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { isFields } from '../../policies/fields';
import type { JudgeOptions } from '../../policies/index';
import { todayHere } from '../today';
import { tryReadYaml } from '../yaml';

/**
 * The exemptions of manifests, as a list in a file: they have no platform to stand in. Whether each is in force, and for
 * something that is there, is judged with the rest.
 *
 * @throws UserError where the file is not there, or is no list of maps.
 */
export function exemptionsIn(
  file: string | undefined,
  directory: string,
): Pick<JudgeOptions, 'exemptions' | 'today'> | undefined {
  if (file === undefined) return undefined;
  const name = `--exemptions ${file}`;
  const said = tryReadYaml(resolve(directory, file), name);
  if (said === undefined) throw new UserError([`${name}: is not there; mend the path`]);
  if (!Array.isArray(said) || !said.every(isFields)) {
    throw new UserError([
      `${name}: is no list of exemptions; write each with rule, resource, field, owner, reason, ticket and expires`,
    ]);
  }
  return { exemptions: said as unknown as NonNullable<JudgeOptions['exemptions']>, today: todayHere() };
}
