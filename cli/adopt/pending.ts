import { UserError } from '../../constructs/invalid';
import { idOf } from './id';
import { type Owners, ownedBy } from './owners';

/** One resource of a Pulumi state, as far as recovery reads it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>> | null;
  readonly outputs?: Readonly<Record<string, unknown>> | null;
  /** A former one that is still to be deleted after it was replaced. */
  readonly delete?: boolean;
  /** A former one that has been deleted already, and is to be made again. */
  readonly pendingReplacement?: boolean;
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
 * Otherwise the next run would try to make them again, and be refused because they exist. Whatever else was begun, to change or
 * to delete, is found out by the refresh alone.
 */
export function adoptPending<S extends ExportedStack>(stack: S, owners: Owners = new Map()): S {
  const { resources = [], pending_operations: pending = [] } = stack.deployment;
  const made = new Map(pending.flatMap(({ type, resource }) => (type === 'creating' ? madeOf(resource, owners) : [])));
  const kept = resources.flatMap((resource) => {
    const isThere = resource.delete !== true && resource.pendingReplacement !== true;
    // What is there already was made; one that had to go first has gone, and its successor takes its place.
    const successor = resource.delete === true ? undefined : made.get(resource.urn);
    if (successor === undefined) return [resource];
    made.delete(resource.urn);
    return [isThere ? resource : successor];
  });
  return {
    ...stack,
    deployment: { ...stack.deployment, resources: [...kept, ...made.values()], pending_operations: [] },
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

/** What may be written again has no need to be adopted, and the next run writes it. */
const WRITTEN_ONCE = /^kubernetes:|^vault:index\/(mount|authBackend):/;

/** As if it were made: with its id, and with what the plugin keeps of it. */
function madeOf(resource: StateResource, owners: Owners): readonly (readonly [urn: string, made: StateResource])[] {
  const id = WRITTEN_ONCE.test(resource.type) ? idOf(resource) : undefined;
  return id === undefined ? [] : [[resource.urn, ownedBy(owners, { ...resource, id })]];
}
