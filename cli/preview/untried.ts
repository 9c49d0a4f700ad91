import type { Plan } from '../../constructs';
import { canonical } from '../../constructs/plan/diff/canonical';
import type { FieldChange } from '../../constructs/plan/diff/fields';
import { bodyKind, bodyOf } from '../../constructs/plan/diff/renames';
import { valuesAt } from '../../constructs/plan/diff/value-at';
import type { Resource } from '../../constructs/plan/resource';
import type { Comparison } from './comparison';
import { ownFields } from './told/of-itself';
import { anywhere } from './told/once';

/** What an environment would get that the one before it neither has nor would get: nothing has tried it. */
export interface Untried {
  /** The environment before it. */
  readonly in: string;
  /** Resources that come, go or are called otherwise here alone. */
  readonly resources: readonly { readonly id: string; readonly is: 'added' | 'deleted' | 'renamed' }[];
  /** Fields that become what they are nowhere before. */
  readonly fields: readonly { readonly id: string; readonly fields: readonly string[] }[];
}

/** Undefined where there is nothing of the kind. */
export function untriedIn(
  { environment, diff }: Comparison,
  { environment: before, after }: Comparison,
): Untried | undefined {
  const there = new Earlier(after.plan, before, environment);
  const isThere = ({ id }: { readonly id: string }) => there.tryResource(id) !== undefined;
  const added = diff.added.filter((one) => !isThere(one));
  const removed = diff.removed.filter(isThere);
  const renamed = diff.renamed.filter((one) => !isThere(one));
  const changed = [...diff.changed, ...diff.renamed.filter(isThere)].flatMap(({ id, fields }) => {
    const resource = there.tryResource(id);
    const untried = ownFields(id, fields).filter((field) => !there.has(resource, field));
    return untried.length === 0 ? [] : [{ id, fields: untried.map(({ field }) => field) }];
  });
  if (added.length + removed.length + renamed.length + changed.length === 0) return undefined;
  return {
    in: before,
    resources: [
      ...added.map(({ id }) => ({ id, is: 'added' as const })),
      ...removed.map(({ id }) => ({ id, is: 'deleted' as const })),
      ...renamed.map(({ id }) => ({ id, is: 'renamed' as const })),
    ],
    fields: changed,
  };
}

/** The environment before, where things may be called by its own name. */
class Earlier {
  private readonly resources: ReadonlyMap<string, Resource>;
  private readonly shared: ReadonlyMap<string, Resource>;
  private readonly here: string;
  private readonly there: string;

  constructor({ resources }: Plan, there: string, here: string) {
    this.resources = new Map(resources.map((resource) => [resource.id, resource]));
    this.shared = new Map(resources.map((resource) => [anywhere(resource.id, there), resource]));
    this.here = here;
    this.there = there;
  }

  tryResource(id: string): Resource | undefined {
    return this.resources.get(id) ?? this.shared.get(anywhere(id, this.here));
  }

  /** Whether a field is there already what it would become here. */
  has(resource: Resource | undefined, { steps, before, after }: FieldChange): boolean {
    if (resource === undefined) return false;
    // Why a field was patched runs nowhere.
    if (steps[0] === 'patched') return true;
    if (steps.length === 1 && typeof (after ?? before) === 'boolean') return resource.data === after;
    const kind = bodyKind(resource);
    const told = (value: unknown, environment: string) => canonical(kind, anywhere(value, environment), steps);
    const found = valuesAt(kind, bodyOf(resource), steps).map((value) => told(value, this.there));
    if (steps.at(-1) === '[]') return found.includes(told(after ?? before, this.here)) === (after !== undefined);
    return after === undefined ? found.length === 0 : found.includes(told(after, this.here));
  }
}
