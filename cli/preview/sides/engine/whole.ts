import { UserError } from '../../../../constructs/invalid';
import { DIGEST_FILE, isWholeRefresh } from './digest';
import { type Digest, digest, type StateResource, shaped } from './shape';
import { STATE_FILE, statesIn } from './state';

/**
 * Every resource of a stack, whoever declared it, as a file has it that Pulumi wrote: as it was deployed, as a preview would
 * leave it, or as a refresh has found it.
 *
 * @throws UserError when it cannot be read, or does not tell everything.
 */
export function wholeStack(value: unknown, source: string): readonly StateResource[] {
  if (STATE_FILE.is(value)) return statesIn(value, source);
  if (DIGEST_FILE.is(value))
    return becoming(shaped(digest, value, source, 'run the preview again with --json'), source);
  throw new UserError([`${source}: is nothing of Pulumi’s; pass ${STATE_FILE.name}, or ${DIGEST_FILE.name}`]);
}

/** What there will be; of a preview that refreshes first, what the program says last. */
function becoming(read: Digest, source: string): readonly StateResource[] {
  checkEnded(read, source);
  const isRefresh = isWholeRefresh(read.steps);
  checkShown(read, isRefresh ? ['same', 'refresh'] : ['same'], source);
  const steps = read.steps.filter(({ op }) => isRefresh || op !== 'refresh');
  return [...new Map(steps.flatMap(({ urn, newState }) => (newState ? [[urn, newState] as const] : []))).values()];
}

/** What an error has kept from being planned is not in it, and cannot be judged. */
function checkEnded({ diagnostics }: Digest, source: string): void {
  if (!(diagnostics ?? []).some(({ severity }) => severity === 'error')) return;
  throw new UserError([
    `${source}: is of a preview that did not come to its end; mend what it says of errors, and run it again`,
  ]);
}

/** A preview leaves out what stays as it is, unless it is told not to; a refresh shows it, as what is refreshed. */
function checkShown({ changeSummary, steps }: Digest, staying: readonly string[], source: string): void {
  const left = (changeSummary?.['same'] ?? 0) - steps.filter(({ op }) => staying.includes(op)).length;
  if (left <= 0) return;
  throw new UserError([
    `${source}: leaves out ${left} resources, which stay as they are; run \`pulumi preview --json --show-sames\``,
  ]);
}
