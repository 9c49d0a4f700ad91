import { UserError } from '../../constructs/invalid';
import type { Plan } from '../../constructs/plan/plan';
import { type LiveOptions, liveOwners, ownedBy } from '../adopt/owners';
import { type LoadedPlatform, planEnvironment } from '../platform/loaded';
import { idOf } from '../preview/sides/engine/resources';
import { type Digest, digest, shaped } from '../preview/sides/engine/shape';
import { errorsIn } from '../preview/sides/engine/steps';
import { readJson } from '../preview/sides/json-file';
import { asMade } from './planned';

const SOURCE = 'standard input';

/** The version of a state that every engine of Pulumi 3 reads. */
const STATE_VERSION = 3;

export interface ImportOptions extends LiveOptions {
  /** Ids that nobody can tell from outside, each as `<resource>=<id>`. */
  readonly id: readonly string[];
}

/** Writes the state of an environment whose state is lost, of a preview that would make all of it, on standard input. */
export function importState(from: LoadedPlatform, environment: string, options: ImportOptions): number {
  const plan = planEnvironment(from, environment);
  const preview = shaped(digest, readJson(0, SOURCE), SOURCE, 'pipe it in from `pulumi preview --json`');
  expectWhole(preview, plan);
  const owners = liveOwners(options);
  const resources = asMade(preview, idsGiven(options.id)).map((resource) => ownedBy(owners, resource));
  process.stdout.write(`${JSON.stringify({ version: STATE_VERSION, deployment: { resources } }, null, 2)}\n`);
  return 0;
}

/** @throws UserError where the preview is of something else, or has not come to its end. */
function expectWhole(preview: Digest, { environment, resources }: Plan): void {
  const failed = errorsIn(preview).map(({ id, message }) => `${SOURCE}: ${id}: ${message}; make the preview succeed`);
  if (failed.length > 0) throw new UserError(failed);
  const shown = new Set(preview.steps.flatMap(({ newState }) => (newState && idOf(newState)) ?? []));
  const missing = resources.filter(({ id }) => !shown.has(id));
  if (missing.length === 0) return;
  const rest = missing.length === 1 ? '' : ` and ${missing.length - 1} more of '${environment}'`;
  throw new UserError([
    `${SOURCE}: has nothing of ${missing[0]!.id}${rest}; preview this environment, as this tree declares it`,
  ]);
}

function idsGiven(given: readonly string[]): ReadonlyMap<string, string> {
  const wrong = given.filter((text) => !/^[^=]+=[^=]+$/.test(text));
  if (wrong.length > 0) {
    throw new UserError(wrong.map((text) => `--id ${text}: is not a resource and its id; write it as <resource>=<id>`));
  }
  return new Map(given.map((text) => text.split('=') as [string, string]));
}
