import * as pulumi from '@pulumi/pulumi';

/** Set, the SDK does all that it does by itself: for whoever looks for a fault in it, or in this package. */
const VARIABLE = 'DWCP_DEBUG';

/**
 * Has Pulumi's SDK leave out, to the end of the program, what it does for each resource and nobody sees: traces of where a
 * promise was made, and three messages of level debug, each of which is a call of the engine. They are half of what a large
 * stack takes.
 */
export function quietSdk(): void {
  if (process.env[VARIABLE]) return;
  Error.stackTraceLimit = 0;
  // By another type, since what a module exports is said to be constant; the SDK looks it up at each call.
  const log: { debug: typeof pulumi.log.debug } = pulumi.log;
  log.debug = () => Promise.resolve();
}
