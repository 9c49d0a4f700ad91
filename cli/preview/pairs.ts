import type { PlanDiff } from '../../constructs/plan/diff/diff-plans';
import type { Plan } from '../../constructs/plan/plan';
import { type Resource, thingOf } from '../../constructs/plan/resource';
import { readable } from '../../policies/resources';

/** One resource that is not as it was. What only one side has came or went whole. */
export type Pair =
  | { readonly before: Resource; readonly after: Resource }
  | { readonly before: Resource; readonly after?: never }
  | { readonly before?: never; readonly after: Resource };

/**
 * Every resource that a change touches, with what it was: the items of a list one by one.
 *
 * One that is served in another version is the same one. One that was renamed is too, unless it went to another
 * namespace, where it bounds or opens something else.
 */
export function pairsOf(before: Plan, after: Plan, diff: PlanDiff): readonly Pair[] {
  const renames = diff.renamed.map(({ was, id }) => [was, id] as const);
  const changed = diff.changed.map(({ id }) => id);
  const [removed, added] = [diff.removed, diff.added].map((list) => list.map(({ id }) => id)) as [string[], string[]];
  const old = pick(before.resources, [...changed, ...removed, ...renames.map(([was]) => was)]);
  const now = pick(after.resources, [...changed, ...added, ...renames.map(([, id]) => id)]);
  const left = new Map(old.map((resource) => [thingOf(resource), resource]));
  const names = new Map(renames.map(([was, id]) => [id, was]));
  const byId = new Map(old.map((resource) => [resource.id, resource]));
  const pairs = now.map((resource): Pair => {
    const was = left.get(thingOf(resource)) ?? renamed(byId.get(names.get(resource.id) ?? ''), resource);
    if (was === undefined || !left.delete(thingOf(was))) return { after: resource };
    return { before: was, after: resource };
  });
  return [...pairs, ...[...left.values()].map((resource) => ({ before: resource }))];
}

function renamed(was: Resource | undefined, is: Resource): Resource | undefined {
  return was?.namespace === is.namespace ? was : undefined;
}

function pick(resources: readonly Resource[], ids: readonly string[]): readonly Resource[] {
  const wanted = new Set(ids);
  return readable(resources.filter(({ id }) => wanted.has(id))).resources;
}
