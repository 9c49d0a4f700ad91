import { A_PLAN, calledWith } from '../../called-with';
import type { Edge } from '../../network/edge';
import type { End } from '../ends';
import type { Plan } from '../plan';
import type { Resource } from '../resource';
import { canonical } from './canonical';
import { changedFields, type FieldChange } from './fields';
import { bodyKind, bodyOf, renamesIn } from './renames';

/** A resource that is not as it was. */
export interface ResourceChange {
  /** Id of the resource. */
  readonly id: string;
  /** What differs in its object, or in its arguments; `dependsOn` for what it waits for. */
  readonly fields: readonly FieldChange[];
}

/** A resource under another identity, which Pulumi would take away and make anew unless it is told. */
export interface Renamed extends ResourceChange {
  /** The id that it had. */
  readonly was: string;
}

/** A resource that another construct declares: nothing happens to it. */
export interface Moved {
  /** Id of the resource. */
  readonly id: string;
  /** Paths of constructs. */
  readonly before: string;
  /** The construct that declares it now. */
  readonly after: string;
}

/** Something with a name of its own that is not as it was. */
export interface Changed<T> {
  /** As it was. */
  readonly before: T;
  /** As it is now. */
  readonly after: T;
}

/** What has to happen to one plan to become another. */
export interface PlanDiff {
  /** What differs in the environment itself: its name, whether it keeps data, and facts of its cluster. */
  readonly environment: readonly FieldChange[];
  /** Resources that only the later plan has. */
  readonly added: readonly Resource[];
  /** Resources that only the earlier plan has. */
  readonly removed: readonly Resource[];
  /** Resources that both have, and not alike. */
  readonly changed: readonly ResourceChange[];
  /** Resources that are the same but for what they are called. */
  readonly renamed: readonly Renamed[];
  /** Resources that only another construct declares. */
  readonly moved: readonly Moved[];
  /** Who came, who went, and who is known by something else. */
  readonly ends: ListDiff<End>;
  /** Permissions that were given, taken away, or limited otherwise. */
  readonly edges: ListDiff<Edge>;
}

/** What differs between two lists of things with names. */
export interface ListDiff<T> {
  /** What only the later one has. */
  readonly added: readonly T[];
  /** What only the earlier one has. */
  readonly removed: readonly T[];
  /** What both have, and not alike. */
  readonly changed: readonly Changed<T>[];
}

/**
 * What differs between two plans, in what they mean: the order of maps and of entries that have names, and the units of a
 * quantity, make no difference. The other way round it is the same with both sides exchanged.
 */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  calledWith('diffPlans', [before, A_PLAN], [after, A_PLAN]);
  const resources = sidesOf(before.resources, after.resources, ({ id }) => id, areAlike);
  const renames = renamesIn(resources.removed, resources.added);
  const [gone, made] = [new Set(renames.map(([was]) => was)), new Set(renames.map(([, is]) => is))];
  const [was, is] = [before, after].map(({ environment, data, cluster }) => ({ environment, data, cluster }));
  return {
    environment: changedFields('', was, is),
    added: resources.added.filter((resource) => !made.has(resource)),
    removed: resources.removed.filter((resource) => !gone.has(resource)),
    changed: resources.changed.map((pair) => ({ id: pair.after.id, fields: fieldsOf(pair.before, pair.after) })),
    renamed: renames.map(([old, now]) => ({ id: now.id, was: old.id, fields: fieldsOf(old, now) })),
    moved: movedIn(before.resources, after.resources, renames),
    // Where they are declared is no part of them: a construct that moves takes its ends and edges along.
    ends: sidesOf(before.ends, after.ends, ({ name }) => name, alikeBut('path')),
    edges: sidesOf(before.edges, after.edges, edgeKey, alikeBut('declaredAt')),
  };
}

/** Whether nothing happens when the one becomes the other, apart from where constructs are declared. */
export function isNoChange({ moved: _, ends, edges, ...lists }: PlanDiff): boolean {
  return [...Object.values(lists), ...Object.values(ends), ...Object.values(edges)].every((list) => list.length === 0);
}

function sidesOf<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
  alike: (a: T, b: T) => boolean,
): ListDiff<T> {
  const [was, is] = [before, after].map((list) => new Map(list.map((one) => [keyOf(one), one]))) as [
    Map<string, T>,
    Map<string, T>,
  ];
  return {
    added: after.filter((one) => !was.has(keyOf(one))),
    removed: before.filter((one) => !is.has(keyOf(one))),
    changed: [...is]
      .flatMap(([key, now]) => {
        const old = was.get(key);
        return old === undefined || alike(old, now) ? [] : [[key, { before: old, after: now }] as const];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, change]) => change),
  };
}

/** Whether two say the same, apart from one field. */
function alikeBut<T extends End | Edge>(field: keyof T): (a: T, b: T) => boolean {
  return (a, b) => canonical('', { ...a, [field]: undefined }) === canonical('', { ...b, [field]: undefined });
}

/** A port between two ends, and what of HTTP it is for: an edge of other methods is another edge. */
function edgeKey({ from, to, port, protocol, http }: Edge): string {
  return JSON.stringify([from, to, port, protocol, canonical('', http ?? {})]);
}

function areAlike(before: Resource, after: Resource): boolean {
  return before === after || fieldsOf(before, after).length === 0;
}

function fieldsOf(before: Resource, after: Resource): readonly FieldChange[] {
  const kind = bodyKind(after);
  const about = ({ dependsOn, data, ...rest }: Resource) => ({
    dependsOn,
    data,
    ...('patched' in rest && { patched: rest.patched }),
  });
  return [...changedFields(kind, bodyOf(before), bodyOf(after)), ...changedFields(kind, about(before), about(after))];
}

/** Declared by another construct, under its old name or under a new one. */
function movedIn(
  before: readonly Resource[],
  after: readonly Resource[],
  renames: readonly (readonly [Resource, Resource])[],
): readonly Moved[] {
  const was = new Map(before.map((resource) => [resource.id, resource.path]));
  for (const [old, now] of renames) was.set(now.id, old.path);
  return after
    .flatMap(({ id, path }) => {
      const old = was.get(id);
      return old === undefined || old === path ? [] : [{ id, before: old, after: path }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
