import { OPERATOR_NAMESPACES } from '../constructs/operators/whereabouts';
import { namespaceOf } from '../constructs/plan/identity';
import { kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource, Manifest } from '../constructs/plan/resource';
import { type ByKind, groupByKind } from './by-kind';
import { makesPods } from './containers';
import type { Prepared } from './prepared';
import { tryRead } from './read';
import type { NamespaceSubject } from './subjects';
import { Unknowable } from './unknowable';

/** Every namespace that objects declare or are in, by name, with what is in it. */
export function namespacesIn(objects: readonly KubernetesResource[]): ReadonlyMap<string, NamespaceSubject> {
  const inside = new Map<string, KubernetesResource[]>();
  const first = new Map<string, Pick<NamespaceSubject, 'resource' | 'field'>>();
  for (const resource of objects) {
    const { object } = resource;
    if (kindOf(object) === 'Namespace') {
      first.set(object.metadata.name, { resource, field: 'metadata.name' });
      continue;
    }
    const namespace = namespaceOf(object);
    const known = inside.get(namespace);
    if (known === undefined) inside.set(namespace, [resource]);
    else known.push(resource);
    // Of the other kinds nobody can tell whether they are in a namespace at all.
    const isNamespaced = object.metadata.namespace || makesPods(object);
    if (isNamespaced && !first.has(namespace)) first.set(namespace, { resource, field: 'metadata.namespace' });
  }
  return new Map([...first].map(([name, found]) => [name, { name, ...found, objects: inside.get(name) ?? [] }]));
}

const grouped = new WeakMap<NamespaceSubject, ByKind>();

/** The objects of one kind in a namespace, such as the root of the mesh, of which every other namespace may ask. */
export function objectsIn(namespace: NamespaceSubject, kind: string): readonly KubernetesResource[] {
  const groups = grouped.get(namespace) ?? groupByKind(namespace.objects);
  grouped.set(namespace, groups);
  return groups.get(kind) ?? [];
}

/**
 * Whether some object of a kind in a namespace answers to a description.
 *
 * @throws Unknowable that names the one which cannot be read, when no other answers to it.
 */
export function hasOne(namespace: NamespaceSubject, kind: string, isWanted: (object: Manifest) => boolean): boolean {
  const read = objectsIn(namespace, kind).map((resource) => ({
    resource,
    answer: tryRead(() => isWanted(resource.object)),
  }));
  if (read.some(({ answer }) => 'value' in answer && answer.value)) return true;
  for (const { resource, answer } of read) {
    if ('error' in answer) throw Unknowable.in(resource, answer.error);
  }
  return false;
}

/**
 * What the objects of a kind in a namespace say about something; of those that say nothing of it, nothing.
 *
 * @throws Unknowable that names the first which cannot be read.
 */
export function readIn<T>(
  namespace: NamespaceSubject,
  kind: string,
  read: (object: Manifest) => T | undefined,
): readonly T[] {
  return objectsIn(namespace, kind).flatMap((resource) => {
    const answer = tryRead(() => read(resource.object));
    if ('error' in answer) throw Unknowable.in(resource, answer.error);
    return answer.value === undefined ? [] : [answer.value];
  });
}

/** The namespace whose mesh policies are for every namespace, where it is in what is judged: that of Istio. */
export function rootOf({ namespaces, judged }: Pick<Prepared, 'namespaces' | 'judged'>): NamespaceSubject | undefined {
  return namespaces.get(judged.cluster?.meshRoot ?? OPERATOR_NAMESPACES.istio);
}
