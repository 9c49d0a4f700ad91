type Json = Readonly<Record<string, any>>;

/** What readers read of a resource. The rest says when, where on a machine, and what came of it. */
const READ = ['urn', 'custom', 'type', 'parent', 'dependencies', 'protect', 'retainOnDelete', 'inputs'];

const STEP = ['op', 'urn', 'diffReasons', 'replaceReasons', 'detailedDiff'];

/** A recorded `pulumi stack export` of some resources, as small as a test can have it. */
export function slimState({ version, deployment }: Json, isWanted: (urn: string) => boolean): Json {
  const resources = (deployment['resources'] as readonly Json[]).filter(({ urn }) => isWanted(urn));
  return { version, deployment: { resources: resources.map(slim) } };
}

/** A recorded `pulumi preview --json`, or of a refresh. */
export function slimDigest({ steps, diagnostics }: Json, isWanted: (urn: string) => boolean): Json {
  const errors = ((diagnostics ?? []) as readonly Json[]).filter(({ severity }) => severity === 'error');
  return {
    steps: (steps as readonly Json[])
      .filter(({ urn }) => isWanted(urn))
      .map(({ oldState, newState, ...step }) => ({
        ...pick(step, STEP),
        ...(oldState && { oldState: slim(oldState) }),
        ...(newState && { newState: slim(newState) }),
      })),
    ...(errors.length > 0 && { diagnostics: errors.map(withoutManager) }),
  };
}

/** The plugin writes in a name of its own at random, to each resource. */
function withoutManager({ message, ...diagnostic }: Json): Json {
  return { ...diagnostic, message: String(message).replace(/pulumi-kubernetes-[0-9a-f]{8}/g, 'pulumi-kubernetes-…') };
}

function slim(resource: Json): Json {
  const { dependencies, ...rest } = pick(resource, READ);
  // A provider is of one machine.
  const isProvider = String(rest['type']).startsWith('pulumi:providers:');
  return {
    ...rest,
    ...(dependencies && { dependencies: [...dependencies].sort() }),
    ...(isProvider && { inputs: {} }),
  };
}

function pick(value: Json, keys: readonly string[]): Json {
  return Object.fromEntries(
    keys.filter((key) => value[key] !== undefined && value[key] !== null).map((key) => [key, value[key]]),
  );
}
