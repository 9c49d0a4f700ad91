import { kindOf } from '../constructs/plan/kinds';
import type { Resource } from '../constructs/plan/resource';
import type { Read } from './read';
import type { Subjects } from './subjects';

/** What a rule judges in one resource. */
export interface SubjectsOfResource {
  readonly resource: Resource;
  readonly subjects: readonly Read<Subjects[keyof Subjects]>[];
}

/** The resources that hold something of a sort, found once, however many rules are about it. */
export interface Holders {
  readonly all: readonly SubjectsOfResource[];
  readonly byKind: ReadonlyMap<string, readonly SubjectsOfResource[]>;
}

/** Those of some resources that hold anything. */
export function holdersAmong<R extends Resource>(
  resources: Iterable<R>,
  subjectsIn: (resource: R) => SubjectsOfResource['subjects'],
): Holders {
  const all: SubjectsOfResource[] = [];
  const byKind = new Map<string, SubjectsOfResource[]>();
  for (const resource of resources) {
    const subjects = subjectsIn(resource);
    if (subjects.length === 0) continue;
    const holder = { resource, subjects };
    const kind = resource.api === 'vault' ? resource.type : kindOf(resource.object);
    const alike = byKind.get(kind);
    all.push(holder);
    if (alike === undefined) byKind.set(kind, [holder]);
    else alike.push(holder);
  }
  return { all, byKind };
}
