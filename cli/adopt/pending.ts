import { UserError } from '../../constructs/invalid';

/** One resource of a Pulumi state, as far as recovery reads it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>> | null;
}

/** What `pulumi stack export` prints. */
export interface ExportedStack {
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    /** What the engine had begun, and not heard the end of, when it was killed. */
    readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
  };
}

/**
 * The state of an interrupted stack with each creation that was begun counted as made; a refresh then finds out which were.
 *
 * Otherwise the next run would try to make them again, and be refused because they exist.
 */
export function adoptPending<S extends ExportedStack>(stack: S): S {
  const { resources = [], pending_operations: pending = [] } = stack.deployment;
  const known = new Set(resources.map(({ urn }) => urn));
  const adopted = pending.flatMap(({ type, resource }) => {
    const id = type === 'creating' && !known.has(resource.urn) ? idOf(resource) : undefined;
    return id === undefined ? [] : [{ ...resource, id }];
  });
  return {
    ...stack,
    deployment: { ...stack.deployment, resources: [...resources, ...adopted], pending_operations: [] },
  };
}

/** Reads what `pulumi stack export` printed. */
export function parseExport(text: string): ExportedStack {
  try {
    const stack = JSON.parse(text) as Partial<ExportedStack> | null;
    const { resources = [], pending_operations: pending = [] } = stack?.deployment ?? {};
    const all = [...resources, ...pending.map(({ resource }) => resource)];
    if (stack?.deployment && all.every(({ urn, type }) => typeof urn === 'string' && typeof type === 'string')) {
      return stack as ExportedStack;
    }
  } catch {
    // The same answer for what is no JSON, and for JSON of another shape, which cannot be read as one.
  }
  throw new UserError(['standard input: is not a Pulumi state; pipe it in from `pulumi stack export`']);
}

/** The id that a resource has once it exists. Those that may be written again have none here: the next run writes them. */
function idOf({ type, inputs }: StateResource): string | undefined {
  if (type.startsWith('kubernetes:')) {
    // What has no name of its own, such as a Helm release, is none of ours, and its provider names it.
    const { namespace, name } = (inputs?.['metadata'] ?? {}) as { readonly namespace?: string; readonly name?: string };
    if (typeof name !== 'string') return undefined;
    return namespace === undefined ? name : `${namespace}/${name}`;
  }
  const mounted = type === 'vault:index/mount:Mount' || type === 'vault:index/authBackend:AuthBackend';
  const path = inputs?.['path'];
  return mounted && typeof path === 'string' ? path : undefined;
}
