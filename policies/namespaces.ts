import { namespaceOf } from '../constructs/plan/identity';
import { kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource, Manifest } from '../constructs/plan/resource';
import { makesPods } from './containers';
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

/**
 * Whether some object of a namespace answers to a description.
 *
 * @throws Unknowable that names the one which cannot be read, when no other answers to it.
 */
export function hasOne({ objects }: NamespaceSubject, isWanted: (object: Manifest) => boolean): boolean {
  const read = objects.map((resource) => ({ resource, answer: tryRead(() => isWanted(resource.object)) }));
  if (read.some(({ answer }) => 'value' in answer && answer.value)) return true;
  for (const { resource, answer } of read) {
    if ('error' in answer) throw Unknowable.in(resource, answer.error);
  }
  return false;
}
