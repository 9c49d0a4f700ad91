import { otherIdsOf } from '../formerly';
import { kindOf } from '../kinds';
import type { Resource } from '../resource';
import { canonical } from './canonical';

/** A resource that is gone, and one that is new and says the same under another name. */
export type Rename = readonly [before: Resource, after: Resource];

/** How much of two bodies has to be alike, for one to be the other renamed: most of it. */
const ALIKE = 0.8;

/** More pairs of one kind are not compared one by one: then only what is the same to the letter is a rename. */
const MOST_PAIRS = 2500;

/** What was renamed, rather than taken away and added: what either side says that the other is, and what is near enough alike. */
export function renamesIn(removed: readonly Resource[], added: readonly Resource[]): readonly Rename[] {
  const said = saidToBe(removed, added);
  const isSaid = new Set(said.flat());
  const [left, right] = [removed, added].map((some) => some.filter((one) => !isSaid.has(one))) as [
    Resource[],
    Resource[],
  ];
  return [...said, ...alike(left, right)].sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));
}

/** Each at most once. Seen from either side, the same. */
function saidToBe(removed: readonly Resource[], added: readonly Resource[]): readonly Rename[] {
  const [gone, come] = [removed, added].map((some) => new Map(some.map((resource) => [resource.id, resource])));
  const renames = [
    ...added.flatMap((after) => found(after, gone!).map((before): Rename => [before, after])),
    ...removed.flatMap((before) => found(before, come!).map((after): Rename => [before, after])),
  ];
  return renames
    .sort((a, b) => (pairKey(a) < pairKey(b) ? -1 : 1))
    .filter(([before, after]) => {
      const isLeft = gone!.has(before.id) && come!.has(after.id);
      return isLeft && gone!.delete(before.id) && come!.delete(after.id);
    });
}

function found(resource: Resource, others: ReadonlyMap<string, Resource>): readonly Resource[] {
  return otherIdsOf(resource).flatMap((id) => others.get(id) ?? []);
}

/** Of one kind, and near enough alike. */
function alike(removed: readonly Resource[], added: readonly Resource[]): readonly Rename[] {
  const kinds = new Map<string, { readonly removed: Unnamed[]; readonly added: Unnamed[] }>();
  for (const [side, resources] of [
    ['removed', removed],
    ['added', added],
  ] as const) {
    for (const resource of resources) {
      const kind = bodyKind(resource);
      const group = kinds.get(kind) ?? { removed: [], added: [] };
      group[side].push(new Unnamed(resource));
      kinds.set(kind, group);
    }
  }
  return [...kinds.values()]
    .filter((group) => group.removed.length > 0 && group.added.length > 0)
    .flatMap((group) => [...matched(group.removed, group.added)]);
}

/** A resource without its names: what stays the same when it is renamed. */
class Unnamed {
  readonly resource: Resource;
  readonly text: string;
  private known?: ReadonlySet<string>;

  constructor(resource: Resource) {
    this.resource = resource;
    this.text = withoutNames(resource);
  }

  /** Its body in pieces of which two bodies have more in common the more they are alike. */
  get pieces(): ReadonlySet<string> {
    this.known ??= new Set(this.text.split(/(?<=[,{[])/));
    return this.known;
  }
}

function withoutNames(resource: Resource): string {
  const body = canonical(bodyKind(resource), bodyOf(resource));
  const { name, namespace } = resource;
  const unnamed = body.replaceAll(JSON.stringify(name).slice(1, -1), '§');
  return namespace === undefined ? unnamed : unnamed.replaceAll(`"${namespace}"`, '"§§"');
}

/** Each at most once: the same to the letter first, then the most alike. Seen from either side, the same. */
function matched(removed: readonly Unnamed[], added: readonly Unnamed[]): ReadonlySet<Rename> {
  const renames = new Set<Rename>();
  const taken = new Set<Unnamed>();
  const take = (before: Unnamed, after: Unnamed) => {
    if (taken.has(before) || taken.has(after)) return;
    taken.add(before).add(after);
    renames.add([before.resource, after.resource]);
  };
  const byText = new Map<string, Unnamed[]>();
  for (const after of sorted(added)) byText.set(after.text, [...(byText.get(after.text) ?? []), after]);
  for (const before of sorted(removed)) {
    const same = byText.get(before.text)?.shift();
    if (same !== undefined) take(before, same);
  }
  const [left, right] = [removed, added].map((some) => some.filter((one) => !taken.has(one))) as [Unnamed[], Unnamed[]];
  if (left.length * right.length > MOST_PAIRS) return renames;
  const pairs = left.flatMap((before) => right.map((after) => ({ before, after, alike: likeness(before, after) })));
  for (const { before, after } of pairs.filter(({ alike }) => alike >= ALIKE).sort(mostAlike)) take(before, after);
  return renames;
}

interface Pair {
  readonly before: Unnamed;
  readonly after: Unnamed;
  readonly alike: number;
}

function mostAlike(a: Pair, b: Pair): number {
  return b.alike - a.alike || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function keyOf({ before, after }: Pair): string {
  return pairKey([before.resource, after.resource]);
}

/** Which of the two is the older one does not count. */
function pairKey(pair: Rename): string {
  return pair
    .map(({ id }) => id)
    .sort()
    .join('\n');
}

function likeness(a: Unnamed, b: Unnamed): number {
  let shared = 0;
  for (const piece of a.pieces) if (b.pieces.has(piece)) shared++;
  return shared / (a.pieces.size + b.pieces.size - shared);
}

function sorted(some: readonly Unnamed[]): readonly Unnamed[] {
  return [...some].sort((a, b) => (a.resource.id < b.resource.id ? -1 : 1));
}

/** `apps/Deployment`, or a type of Vault: by what lists in it are compared. */
export function bodyKind(resource: Resource): string {
  return resource.api === 'vault' ? resource.type : kindOf(resource.object);
}

/** What is deployed. */
export function bodyOf(resource: Resource): Readonly<Record<string, unknown>> {
  return resource.api === 'vault' ? resource.args : resource.object;
}
