import { isFields } from './fields';

/**
 * What of a resource is a number of pods that Pulumi is told to leave alone: it is sent as it was last written, which was before an
 * autoscaler had it, and the plugin does not write it.
 *
 * No other field: what is left alone there is deployed as it stands, and is judged.
 */
const LEFT = 'spec.replicas';

/** Inputs as the program means them, without the number of pods that it leaves to others. */
export function withoutLeft(
  inputs: Readonly<Record<string, unknown>>,
  ignoreChanges: readonly string[] | null | undefined,
): Readonly<Record<string, unknown>> {
  const { spec } = inputs;
  if (!ignoreChanges?.includes(LEFT) || !isFields(spec)) return inputs;
  const { replicas: _, ...rest } = spec;
  return { ...inputs, spec: rest };
}
