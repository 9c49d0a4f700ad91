import * as pulumi from '@pulumi/pulumi';
import type { Waiting } from './waiting';

/**
 * Says of a resource what to look at, when it has had half of its time: a run that waits in silence is waited for.
 *
 * The plugin itself tells only of pods why they do not come up; of anything else, it shows the warnings of its operator as
 * they come, and in the end that it has waited in vain.
 */
export function tellWhenLate(
  id: string,
  declaration: pulumi.Resource,
  turn: Promise<readonly pulumi.Input<pulumi.Resource>[]>,
  { afterSeconds, look }: NonNullable<Waiting['late']>,
): void {
  if (pulumi.runtime.isDryRun()) return;
  // It is made, or changed, when it has begun and what it depends on is there.
  const made = turn.then((after) => Promise.all(after.map(there)));
  void made.then(() => {
    const timer = setTimeout(() => {
      // Not about the resource, of which the log would wait to hear the URN.
      void pulumi.log.warn(`${id} has not come up in ${afterSeconds} s; ${look}`);
    }, afterSeconds * 1000);
    // Nobody waits for the program because of it.
    timer.unref();
    declaration.urn.apply(() => clearTimeout(timer));
  });
}

const known = new WeakMap<object, Promise<void>>();

/** Settles when a resource is there, and never where it fails. Of many that wait for one, each Output would be another dozen promises. */
function there(resource: pulumi.Input<pulumi.Resource>): Promise<void> {
  const before = known.get(resource);
  if (before !== undefined) return before;
  const promise = new Promise<void>((resolve) => {
    pulumi.output(resource).apply(({ urn }) => urn.apply(() => resolve()));
  });
  known.set(resource, promise);
  return promise;
}
