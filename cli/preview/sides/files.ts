import { UserError } from '../../../constructs/invalid';
import { isMap } from '../../../constructs/plan/diff/maps';
import { DIGEST_FILE } from './engine/digest';
import { STATE_FILE } from './engine/state';
import { jsonFile } from './json-source';
import type { Against, Asked, Kind } from './kind';
import { PLAN_FILE, PLANS_FILE } from './plan-file';

/** Every kind of file that a change may be told against: the first that a value is of reads it. */
const KINDS: readonly Kind[] = [PLANS_FILE, PLAN_FILE, STATE_FILE, DIGEST_FILE];

/** Whether only a file can be meant, and no git ref. */
export function isFile(what: string): boolean {
  return what === '-' || /^(\.{0,2}|[A-Za-z]:)[/\\]|\.json$/.test(what);
}

/**
 * What a file says of the environments, or standard input for `-`.
 *
 * @throws UserError when it cannot be read, or is of no kind that is known, or of none of the environments.
 */
export function againstFile(
  what: string,
  { directory, ...asked }: { readonly directory: string } & Omit<Asked, 'source'>,
): ReadonlyMap<string, Against> {
  const { source, value } = jsonFile(what, directory);
  return kindOf(value, source).read(value, { source, ...asked });
}

function kindOf(value: unknown, source: string): Kind {
  const kind = KINDS.find((one) => one.is(value));
  if (kind !== undefined) return kind;
  const isReport = isMap(value) && 'outcome' in value;
  const is = isReport ? 'is a report, which says what a change meant' : 'is nothing that a change is told against';
  throw new UserError([`${source}: ${is}; pass ${KINDS.map(({ name }) => name).join(', or ')}`]);
}
